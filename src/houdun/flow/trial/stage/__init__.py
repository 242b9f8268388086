"""Where the streams of a trial are played and looked at."""
