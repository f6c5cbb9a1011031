"""An extract held to the national minimum for people, objects, locations and events (POLE): what falls short, in what.

It lies in `exchange`, because it reads what a source delivers as it is written, before any of it means something: a
value that cannot be read as declared refuses an assessment, and is a defect here. `attributes.toml` and
`entities.toml` are the minimum, `choices.toml` where it contradicts itself; `checking.py` holds an extract to it.
Nothing is corrected, and whether two records are of one person is for a person to decide.
"""
