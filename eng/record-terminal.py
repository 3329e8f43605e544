"""Runs a command in a pseudo-terminal and writes its output with timestamps as an asciicast (version 2).

Usage: record-terminal.py FILE COLUMNS ROWS COMMAND…
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time


def main() -> int:
    path, columns, rows, *command = sys.argv[1:]
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", int(rows), int(columns), 0, 0))
        os.environ["TERM"] = "xterm-256color"
        os.execvp(command[0], command)

    start = time.monotonic()
    with open(path, "w", encoding="utf-8") as cast:
        print(json.dumps({"version": 2, "width": int(columns), "height": int(rows)}), file=cast)
        for text in read_output(terminal):
            print(json.dumps([round(time.monotonic() - start, 3), "o", text]), file=cast)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def read_output(terminal: int):
    """Yields the output of the command until it exits. What follows within 20 ms belongs to the same frame: a terminal passes on a write line by line."""
    pending, is_open = b"", True
    while is_open:
        try:
            pending += os.read(terminal, 65536)
            while select.select([terminal], [], [], 0.02)[0]:
                pending += os.read(terminal, 65536)
        except OSError:  # The command has exited.
            is_open = False
        text = pending.decode("utf-8", errors="ignore")
        pending = pending[len(text.encode("utf-8")):]
        yield text


sys.exit(main())
