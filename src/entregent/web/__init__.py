"""The page: today on a plate, in a browser on this machine."""
