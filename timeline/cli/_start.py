"""What lets a command start fast; imported before the model is, and by the command line alone."""

import atexit
import gc
import os

# Importing makes objects that stay, as reading does; the collector would look through all of them a hundred times.
gc.set_threshold(500_000, 20, 20)
# Pydantic would ask every package that is installed here whether it wants a say about every class.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# Numpy's matrices, which nobody here multiplies, would have a thread for each core at every start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# At the end of a command nothing needs to be found unreachable any more: the process is over.
atexit.register(gc.freeze)
