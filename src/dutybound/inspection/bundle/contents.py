"""What a bundle consists of, by the names of its files."""

#: 2: units are codes, unless declared.
FORMAT = 2
MANIFEST, SIGNATURE, README = "manifest.json", "signature.json", "README.txt"
DEFINITIONS, EXCLUDED = "definitions.json", "excluded.json"
MEASURES, DECLARED = "measures.json", "declared_measures.json"
#: Files of which each value is a cell with a hash of its own.
CELLED = (MEASURES, DECLARED, DEFINITIONS, EXCLUDED)
TABLES = ("duties.parquet", "days.parquet", "subject_days.parquet")
#: The marks by which a changed cell of a table is found.
MARKS = {name: f"{name.removesuffix('.parquet')}.marks.parquet" for name in TABLES}
FILES = (*CELLED, *TABLES, *MARKS.values(), README)


README_TEXT = """This is a sealed bundle of Dutybound: figures, what they mean, and the duties that they were made from.

Ids are keyed hashes, and units too, but for those whose names the force has declared (definitions.json, units). The
sentences, sources and names of standards, policies and measures, and the names of feeds and loads, are words that
people wrote: what looks like a person or an address in them was refused, which proves nothing. Small counts are not
suppressed. It is not for publication.

To check it, on any machine that has Dutybound, without a network:

    dutybound verify FILE.zip --key FINGERPRINT

Without --key nobody has checked who signed it: anybody can seal a bundle with a key of their own. Ask the force for the
fingerprint of its key by another way than this file.

measures.json, declared_measures.json   the figures
definitions.json                        standards by version, policies, calendar, moment, and a hash of the code
duties.parquet                          each duty as known at the moment
days.parquet, subject_days.parquet      what each day was, by unit; and by subject, for the intervals
excluded.json                           how many rows of the source were left out, by table and column
*.marks.parquet                         marks of rows and columns, by which a changed cell is found
manifest.json, signature.json           SHA-256 of every file and of every figure, signed by the force (Ed25519)
"""
