"""How packets are written in bytes and read back: H.264 and AAC framings, FLV, MPEG-TS, RTMP. Pure: no sockets, no clock.

Written here and not left to FFmpeg's muxers, because those reorder, hold back and refuse what a fault needs sent as it is, and its demuxers
swallow the seconds in which they probe, and every track that comes later.
"""
