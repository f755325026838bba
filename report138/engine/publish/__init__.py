"""Put finished files where readers find them; nothing published is ever half.

Manifest, editions, index, remote places.  In: files in a staging folder; the only page that it makes is the index.
"""
