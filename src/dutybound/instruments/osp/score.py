"""OSP, the OASys Sexual reoffending Predictor: direct contact, and images or indirect contact."""

from dutybound.instruments.osp.contact import CONTACT
from dutybound.instruments.osp.images import IMAGES, IMAGES_2026

INSTRUMENTS = (CONTACT, IMAGES, IMAGES_2026)
