"""For what a recording is and shows: ``read_video`` gives its ``Video``.

An MP4 is read from its own index; what needs frames is looked at where PyAV is installed, and other
containers are told by MediaInfo, which sound recordings are told by, too.
"""
