"""What a server's processes have used, read from /proc."""

import os

TICK = os.sysconf("SC_CLK_TCK")


def tree(root):
    """The pids of a process and everything below it."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = stat(int(name))
            if fields:
                children.setdefault(int(fields[1]), []).append(int(name))
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo.extend(children.get(pid, []))
    return found


def stat(pid):
    """The fields of /proc/PID/stat after the name; None if there is no such process (any more)."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()
    except OSError:
        return None


def alive(pid):
    fields = stat(pid)
    return fields is not None and fields[0] != b"Z"


def cpu_seconds(root):
    """User and system time of all of them, and of children that were reaped."""
    total = 0
    for pid in tree(root):
        fields = stat(pid)
        if fields:
            total += sum(int(field) for field in fields[11:15])
    return total / TICK


def pss_mb(root):
    """Proportional set size of all of them together, in MB: memory shared by several counts once."""
    return sum(pss_kb(pid) for pid in tree(root)) / 1024


def pss_kb(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            for line in file:
                if line.startswith("Pss:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0
