"""A peer that is running and asked line by line (asked.py). Start at `Peer`."""

import json
import subprocess


class Peer:
    """One engine in a process of its own, with the file read."""

    def __init__(self, name, command, file):
        self.name = name
        self.process = subprocess.Popen(
            [*map(str, command), str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.children = self.answer()["children"]

    def ask(self, *line):
        self.process.stdin.write(" ".join(map(str, line)) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} broke off with status {self.process.wait()}")
        return json.loads(line)

    def end(self):
        self.process.stdin.close()
        self.process.wait()
