"""Variables by which the processes that something started are found again, wherever they went.

The value is a random text of the one that started them; the variable says what that was.
"""

import re

# What `secrets.token_hex(8)` gives, or the name of a run; nothing else may end a process.
RUN_NAME = "[0-9]{8}T[0-9]{6}-[0-9a-f]{6}"
FORM = re.compile(f"[0-9a-f]{{16}}|{RUN_NAME}")

DOCUMENT = "REPORT138_DOCUMENT"  # a kernel
SCRATCH = "REPORT138_SCRATCH"  # the worker processes of a run
RUN = "REPORT138_RUN"  # a run of a schedule
NOTIFICATION = "REPORT138_NOTIFICATION"  # the user's program that hears of a run
