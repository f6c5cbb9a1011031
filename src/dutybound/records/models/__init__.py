"""The records, one file an area, with people and the organisation under them."""

from dutybound.records.models.investigation import *  # noqa: F403
from dutybound.records.models.investigation_forensics import *  # noqa: F403
from dutybound.records.models.investigation_outcomes import *  # noqa: F403
from dutybound.records.models.investigation_victims import *  # noqa: F403
from dutybound.records.models.organisation import *  # noqa: F403
from dutybound.records.models.organised_crime import *  # noqa: F403
from dutybound.records.models.organised_crime_diversion import *  # noqa: F403
from dutybound.records.models.organised_crime_impact import *  # noqa: F403
from dutybound.records.models.organised_crime_partnership import *  # noqa: F403
from dutybound.records.models.organised_crime_response import *  # noqa: F403
from dutybound.records.models.people import *  # noqa: F403
from dutybound.records.models.vulnerability import *  # noqa: F403
from dutybound.records.models.vulnerability_missing import *  # noqa: F403
from dutybound.records.models.vulnerability_protection import *  # noqa: F403
from dutybound.records.models.vulnerability_referrals import *  # noqa: F403
