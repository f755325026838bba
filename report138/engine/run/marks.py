"""Variables by which the processes that something started are found again, wherever they went.

The value is a random text of the one that started them; the variable says what that was.
"""

DOCUMENT = "REPORT138_DOCUMENT"  # a kernel
SCRATCH = "REPORT138_SCRATCH"  # the worker processes of a run
RUN = "REPORT138_RUN"  # a run of a schedule
NOTIFICATION = "REPORT138_NOTIFICATION"  # the user's program that hears of a run
