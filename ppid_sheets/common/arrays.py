"""Names for the arrays that columns are judged by."""

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
"""Yes or no for each row."""
