"""Words of degree, bearings, proposals and what is kept of judgments."""
