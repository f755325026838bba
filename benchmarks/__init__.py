"""How fast a batch of documents is, against the plain way and against the floor: `make bench`."""
