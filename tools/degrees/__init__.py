"""What the figures behind bearings come to in forces of which it is known what is wrong with them."""
