"""Reports of inspections, written from figures, judgments and findings: every number says where it comes from."""
