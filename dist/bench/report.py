"""Turns results into a table, JSON and a chart."""

import datetime
import json
import os
import platform
import re
import statistics
import subprocess

import chart

TITLES = {
    "1k": "1 KB, keep-alive, 64 connections",
    "1k-close": "1 KB, a connection each",
    "deep": "1 KB, three folders down",
    "htaccess": "the same with .htaccess at three levels",
    "100k": "100 KB, keep-alive, 64 connections",
    "10m": "10 MB, 16 connections",
    "tls-1k": "TLS, 1 KB, keep-alive, 64 connections",
    "tls-new": "TLS, 1 KB, a new connection each",
    "tls-10m": "TLS, 10 MB, 16 connections",
    "php": "hello.php by php-fpm, 16 connections",
    "cgi": "a shell script by CGI, 16 connections",
    "idle": "1 KB beside 10,000 idle connections",
    "start": "start and memory at rest (16 children under prefork)",
}


def brief(one):
    if "start_ms" in one:
        return f"{one['start_ms']:.0f} ms"
    cpu = "" if one["cpu_us"] is None else f"{one['cpu_us']:.1f} us "
    return f"{one['rps']:,.0f}/s {cpu}{one['errors']}"


def median(runs, key):
    values = [run[key] for run in runs if run.get(key) is not None]
    return statistics.median(values) if values else None


def summarize(results, rows, names):
    """Medians over the rounds, and each server's ratio to the best peer and to Apache under the same MPM."""
    summary = {"machine": machine(), "rows": {}}
    for row in rows:
        servers = {}
        for name in names:
            runs = results.get(row, {}).get(name)
            if runs:
                keys = [key for key in runs[0] if key != "errors"]
                servers[name] = {key: median(runs, key) for key in keys}
                servers[name]["errors"] = "; ".join(sorted({run["errors"] for run in runs if run["errors"]}))
        add_ratios(servers)
        summary["rows"][row] = servers
    return summary


def add_ratios(servers):
    peers = [values["rps"] for name, values in servers.items() if not name.startswith("muster") and "rps" in values]
    for name, values in servers.items():
        if "rps" not in values:
            continue
        if peers:
            values["to_best_peer"] = values["rps"] / max(peers)
        namesake = servers.get(name.replace("muster", "apache"))
        if name.startswith("muster") and namesake:
            values["to_namesake"] = values["rps"] / namesake["rps"]


def machine():
    model = "?"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "cpu": model,
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "load": os.getloadavg()[0],
        "apache": version(["/usr/sbin/apache2", "-v"], r"Apache/(\S+)"),
        "nginx": version(["/usr/sbin/nginx", "-v"], r"nginx/(\S+)"),
    }


def version(command, pattern):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(pattern, done.stdout + done.stderr)
    return found.group(1) if found else "?"


COLUMNS = [
    ("requests/s", "rps", "{:,.0f}"),
    ("p99 ms", "p99_ms", "{:.1f}"),
    ("CPU us/request", "cpu_us", "{:.1f}"),
    ("PSS MB", "pss_mb", "{:.0f}"),
    ("to best peer", "to_best_peer", "{:.2f}"),
    ("to Apache's", "to_namesake", "{:.2f}"),
]
IDLE_COLUMNS = COLUMNS[:4] + [("+PSS MB for idle", "pss_added_mb", "{:.0f}"), ("requests/s without", "rps_alone", "{:,.0f}")] + COLUMNS[4:]
START_COLUMNS = [
    ("first response ms", "start_ms", "{:.0f}"),
    ("processes", "processes", "{:.0f}"),
    ("PSS MB", "pss_mb", "{:.0f}"),
    ("PSS MB a child", "pss_child_mb", "{:.1f}"),
    ("replacement ms", "replace_ms", "{:.0f}"),
]


def columns_of(row):
    return {"idle": IDLE_COLUMNS, "start": START_COLUMNS}.get(row, COLUMNS)


def table(summary):
    """Markdown, as README.md and a terminal both show it."""
    facts = summary["machine"]
    lines = [
        f"{facts['cores']} cores ({facts['cpu']}), Linux {facts['kernel']}, {facts['date']}; Apache {facts['apache']}, "
        f"nginx {facts['nginx']} (2 workers); load generator on the same cores, access logs on; medians."
    ]
    for row, servers in summary["rows"].items():
        columns = columns_of(row)
        lines += ["", f"**{TITLES[row]}**", "", "| | " + " | ".join(title for title, _, _ in columns) + " |"]
        lines.append("|---|" + "---:|" * len(columns))
        for name, values in servers.items():
            cells = [form.format(values[key]) if values.get(key) is not None else "" for _, key, form in columns]
            note = f" ({values['errors']})" if values["errors"] else ""
            lines.append(f"| {name.replace('-', ' ', 1)}{note} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def save(summary, home, publish):
    folder = os.path.join(home, "bench-results")
    os.makedirs(folder, exist_ok=True)
    write_all(summary, os.path.join(folder, "latest"))
    if publish:
        write_all(summary, os.path.join(home, "docs", "bench"))
        put_into_readme(os.path.join(home, "README.md"), table(summary))


def write_all(summary, stem):
    with open(stem + ".json", "w", encoding="utf-8") as file:
        json.dump(summary, file, indent=1)
        file.write("\n")
    with open(stem + ".svg", "w", encoding="utf-8") as file:
        file.write(chart.draw(summary, TITLES))


def put_into_readme(path, text):
    with open(path, encoding="utf-8") as file:
        page = file.read()
    begin, end = "<!-- bench -->", "<!-- /bench -->"
    head, _, rest = page.partition(begin)
    _, _, tail = rest.partition(end)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{head}{begin}\n{text}\n{end}{tail}")
