"""Runs the rows against the servers in alternation and reports. See --help."""

import argparse
import os
import resource
import shutil
import signal
import statistics
import sys
import tempfile
import time

import load
import processes
import report
import servers
from servers import PORT, TLS_PORT, Failed

# name: (path, connections, a connection each?)
LOADS = {
    "1k": ("/1k.txt", 64, False),
    "1k-close": ("/1k.txt", 64, True),
    "deep": ("/deep/a/b/1k.txt", 64, False),
    "htaccess": ("/htaccess/a/b/1k.txt", 64, False),
    "100k": ("/100k.bin", 64, False),
    "10m": ("/10m.bin", 16, False),
    "tls-1k": ("/1k.txt", 64, False),
    "tls-new": ("/1k.txt", 64, True),
    "tls-10m": ("/10m.bin", 16, False),
    "php": ("/hello.php", 16, False),
    "cgi": ("/cgi-bin/hello", 16, False),
}
# Rows that need programs, and who has them.
PROGRAMS = {"php": ("apache", "nginx", "muster"), "cgi": ("apache", "muster")}
# What a site with a blog has: a tree with a file at each of three levels.
ACCESS_FILES = [
    """
# BEGIN WordPress
<IfModule mod_rewrite.c>
RewriteEngine On
RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]
RewriteBase /htaccess/
RewriteRule ^index\\.php$ - [L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_FILENAME} !-d
RewriteRule . /htaccess/index.php [L]
</IfModule>
# END WordPress
""",
    """
Options -Indexes
<Files "wp-config.php">
    Require all denied
</Files>
""",
    """
AddType text/x-component .htc
DirectoryIndex index.html
""",
]
ROWS = [*LOADS, "idle", "start"]
# `hello` in PHP, and in a shell: what is measured is the way there and back.
HELLO = {
    "hello.php": "<?php echo 'hello';\n",
    "cgi-bin/hello": "#!/bin/sh\nprintf 'Content-Type: text/plain\\n\\nhello'\n",
}
IDLE = 10_000


def arguments():
    parser = argparse.ArgumentParser(prog="./bench", description="Compares Muster with Apache httpd and nginx on this machine.")
    parser.add_argument("--home", help=argparse.SUPPRESS)
    parser.add_argument("--quick", action="store_true", help="one round of 2 s a row instead of three of 8 s")
    parser.add_argument("--only", default=",".join(servers.ALL), help="servers, by comma: %(default)s; `muster` means all its MPMs")
    parser.add_argument("--rows", default=",".join(ROWS), help="rows, by comma: %(default)s")
    parser.add_argument("--seconds", type=int, help="length of one measurement")
    parser.add_argument("--rounds", type=int, help="how often every server takes its turn; medians are reported")
    parser.add_argument("--publish", action="store_true", help="write docs/bench.svg, docs/bench.json and the table in README.md")
    chosen = parser.parse_args()
    names = [name for wanted in chosen.only.split(",") for name in servers.ALL if name == wanted or name.startswith(wanted + "-")]
    rows = chosen.rows.split(",")
    if not names or not set(rows) <= set(ROWS):
        parser.error(f"servers are {', '.join(servers.ALL)}; rows are {', '.join(ROWS)}")
    chosen.seconds = chosen.seconds or (2 if chosen.quick else 8)
    chosen.rounds = chosen.rounds or (1 if chosen.quick else 3)
    return chosen, names, rows


def content(folder):
    os.makedirs(folder)
    os.chmod(folder, 0o755)
    for name, size in (("1k.txt", 1024), ("100k.bin", 100 * 1024), ("10m.bin", 10 * 1024 * 1024)):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(os.urandom(size // 2).hex().encode())
    for name in ("deep", "htaccess"):
        os.makedirs(os.path.join(folder, name, "a", "b"))
        shutil.copy(os.path.join(folder, "1k.txt"), os.path.join(folder, name, "a", "b"))
    os.makedirs(os.path.join(folder, "cgi-bin"))
    for name, text in HELLO.items():
        with open(os.path.join(folder, name), "w", encoding="ascii") as file:
            file.write(text)
        os.chmod(os.path.join(folder, name), 0o755)
    for level, text in enumerate(ACCESS_FILES):
        with open(os.path.join(folder, *["htaccess", "a", "b"][: level + 1], ".htaccess"), "w", encoding="ascii") as file:
            file.write(text)
    return folder


def measure_load(server, row, seconds):
    path, connections, close = LOADS[row]
    before = processes.cpu_seconds(server.pid)
    if row.startswith("tls"):
        result = load.wrk(TLS_PORT, path, connections, seconds, close, "https")
    else:
        result = load.wrk(PORT, path, connections, seconds, close)
    used = processes.cpu_seconds(server.pid) - before
    # What programs use counts for some servers and not for others.
    result["cpu_us"] = used / max(result["requests"], 1) * 1e6 if row != "cgi" else None
    result["pss_mb"] = processes.pss_mb(server.pid)
    return result


def measure_idle(server, seconds):
    """Memory with and without idle connections, and how the server fares beside them."""
    if not server.can_hold(IDLE):
        return None
    alone = load.wrk(PORT, "/1k.txt", 64, seconds)
    time.sleep(1)
    without = processes.pss_mb(server.pid)
    crowd = load.IdleCrowd(PORT, IDLE)
    try:
        time.sleep(1)
        with_idle = processes.pss_mb(server.pid)
        before = processes.cpu_seconds(server.pid)
        beside = load.wrk(PORT, "/1k.txt", 64, seconds)
        used = processes.cpu_seconds(server.pid) - before
        still_open = crowd.still_open()
    finally:
        crowd.close()
    errors = "" if still_open == IDLE else f"{IDLE - still_open} of {IDLE} idle connections were closed"
    return {
        "rps": beside["rps"],
        "p99_ms": beside["p99_ms"],
        "cpu_us": used / max(beside["requests"], 1) * 1e6,
        "pss_mb": with_idle,
        "pss_without_mb": without,
        "pss_added_mb": with_idle - without,
        "rps_alone": alone["rps"],
        "errors": "; ".join(filter(None, [beside["errors"], errors])),
    }


def measure_start(server):
    """Time from the command to the first response, memory at rest, and how soon a killed child is replaced."""
    server.stop()
    server.start(children=16)
    result = {"start_ms": server.start_seconds * 1000, "errors": ""}
    time.sleep(1.5)
    members = processes.tree(server.pid)
    result["processes"] = len(members)
    result["pss_mb"] = processes.pss_mb(server.pid)
    result["pss_child_mb"] = statistics.mean(processes.pss_kb(pid) for pid in members[1:]) / 1024 if members[1:] else None
    server.stop()
    if server.mpm == "prefork":
        server.start(1, "StartServers 1\nMinSpareServers 1\nMaxSpareServers 1\nServerLimit 1\nMaxRequestWorkers 1\n")
        time.sleep(1.5)
        os.kill(processes.tree(server.pid)[-1], signal.SIGKILL)
        result["replace_ms"] = load.time_until_answer(PORT, "/1k.txt")
    return result


def measure(server, row, seconds):
    if server.family not in PROGRAMS.get(row, (server.family,)):
        return None
    if row == "start":
        return measure_start(server)
    if row == "idle":
        return measure_idle(server, seconds)
    return measure_load(server, row, seconds)


def turn(server, rows, seconds, results, fpm):
    """One server's turn: start, warm up, every row, stop."""
    server.fpm = fpm
    server.start(secure=any(row.startswith("tls") for row in rows))
    try:
        if set(rows) & set(LOADS) or "idle" in rows:
            load.wrk(PORT, "/1k.txt", 64, max(2, seconds // 2))
        for row in rows:
            print(f"  {server.name} {row} ...", file=sys.stderr, end="", flush=True)
            one = measure(server, row, seconds)
            print(" -" if one is None else f" {report.brief(one)}", file=sys.stderr)
            if one is not None:
                results.setdefault(row, {}).setdefault(server.name, []).append(one)
    finally:
        server.stop()


def main():
    chosen, names, rows = arguments()
    servers.Muster.home = chosen.home
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    work = tempfile.mkdtemp(prefix="muster-bench-")
    os.chmod(work, 0o755)
    results, failures, fpm = {}, [], None
    try:
        folder = content(os.path.join(work, "content"))
        if set(rows) & set(PROGRAMS):
            fpm = servers.PhpFpm(work)
        for number in range(chosen.rounds):
            print(f"round {number + 1} of {chosen.rounds}", file=sys.stderr)
            for name in names:
                try:
                    turn(servers.make(name, work, folder), rows, chosen.seconds, results, fpm and fpm.socket)
                except (Failed, OSError) as problem:
                    failures.append(f"{name}: {problem}")
                    print(f"  {failures[-1]}", file=sys.stderr)
    finally:
        if fpm:
            fpm.stop()
        if not failures:
            shutil.rmtree(work, ignore_errors=True)
    summary = report.summarize(results, rows, names)
    summary["failures"] = failures
    summary["settings"] = {"seconds": chosen.seconds, "rounds": chosen.rounds, "idle_connections": IDLE}
    print(report.table(summary))
    report.save(summary, chosen.home, chosen.publish)
    for failure in failures:
        print(f"\nFAILED: {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
