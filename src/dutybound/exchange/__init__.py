"""How a source becomes declared tables: what is refused whole, which rows are excluded and counted, what is unmapped.

`read_declaration` reads the folder that a force writes about its source; `read_source` reads the source through it.
Nothing is repaired, and nothing is left out without being said.
"""
