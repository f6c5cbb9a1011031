def known_disagreement(world): return False
