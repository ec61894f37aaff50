"""The servers that are compared: how each is configured, started and stopped."""

import glob
import os
import shutil
import signal
import subprocess
import time

import processes
from load import get

PORT = 8790
TLS_PORT = 8791
MODULES = "/usr/lib/apache2/modules"

# One text for httpd and Muster: that is the point.
HTTPD = """
ServerRoot "{work}"
ServerName bench.test
Listen 127.0.0.1:{port}
PidFile "{work}/server.pid"
DefaultRuntimeDir "{work}"
LoadModule mpm_{mpm}_module {modules}/mod_mpm_{mpm}.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule rewrite_module {modules}/mod_rewrite.so
{user}
ErrorLog "{work}/error.log"
LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{{Referer}}i\\" \\"%{{User-Agent}}i\\"" combined
CustomLog "{work}/access.log" combined
TypesConfig "{work}/mime.types"
DocumentRoot "{content}"
KeepAlive On
MaxKeepAliveRequests 0
KeepAliveTimeout 300
Timeout 300
EnableSendfile On
<Directory "/">
    AllowOverride None
    Options FollowSymLinks
    Require all granted
</Directory>
<Directory "{content}/htaccess">
    AllowOverride All
</Directory>
{limits}
"""

# The same key and protocols, each server's own ciphers. The client resumes its sessions.
HTTPD_TLS = """
LoadModule ssl_module {modules}/mod_ssl.so
Listen 127.0.0.1:{port} https
<VirtualHost 127.0.0.1:{port}>
    ServerName bench.test
    SSLEngine on
    SSLCertificateFile "{work}/tls.pem"
    SSLCertificateKeyFile "{work}/tls.key"
</VirtualHost>
"""

NGINX_TLS = """
        listen 127.0.0.1:{port} ssl backlog=511;
        ssl_protocols TLSv1.2 TLSv1.3;
        ssl_certificate {work}/tls.pem;
        ssl_certificate_key {work}/tls.key;
"""

LIMITS = {
    "prefork": """
StartServers {start}
MinSpareServers {start}
MaxSpareServers 100
ServerLimit 150
MaxRequestWorkers 150
""",
    "worker": """
StartServers 2
ServerLimit 4
ThreadLimit 64
ThreadsPerChild 64
MinSpareThreads 64
MaxSpareThreads 256
MaxRequestWorkers 256
""",
    "event": """
StartServers 2
ServerLimit 4
ThreadLimit 64
ThreadsPerChild 64
MinSpareThreads 64
MaxSpareThreads 256
MaxRequestWorkers 256
AsyncRequestWorkerFactor 100
""",
}

# Beside the above, for rows that run programs.
PROGRAMS = """
LoadModule alias_module {modules}/mod_alias.so
LoadModule {cgi}_module {modules}/mod_{cgi}.so
LoadModule proxy_module {modules}/mod_proxy.so
LoadModule proxy_fcgi_module {modules}/mod_proxy_fcgi.so
ScriptAlias /cgi-bin/ "{content}/cgi-bin/"
<FilesMatch "\\.php$">
    SetHandler "proxy:unix:{fpm}|fcgi://localhost"
</FilesMatch>
"""

FPM = """
[global]
error_log = {work}/fpm.log
daemonize = no
[www]
{user}
listen = {fpm}
listen.mode = 0666
listen.backlog = 511
pm = static
pm.max_children = 16
"""

NGINX = """
{user}
worker_processes 2;
worker_rlimit_nofile 20000;
pid {work}/server.pid;
error_log {work}/error.log;
events {{ worker_connections 15000; }}
http {{
    include {work}/nginx-types;
    log_format combined_like '$remote_addr - $remote_user [$time_local] "$request" $status $bytes_sent "$http_referer" "$http_user_agent"';
    access_log {work}/access.log combined_like;
    sendfile on;
    tcp_nopush on;
    keepalive_timeout 300;
    keepalive_requests 1000000000;
    client_body_temp_path {work}/t1; proxy_temp_path {work}/t2; fastcgi_temp_path {work}/t3;
    uwsgi_temp_path {work}/t4; scgi_temp_path {work}/t5;
    server {{
        listen 127.0.0.1:{port} backlog=511;
        root {content};
        {tls}
        {programs}
    }}
}}
"""

NGINX_PROGRAMS = """
        location ~ \\.php$ {{
            include /etc/nginx/fastcgi_params;
            fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
            fastcgi_pass unix:{fpm};
        }}
"""


class Failed(Exception):
    """A server that could not be measured, and why."""


class Server:
    """One server under test, in a folder of its own."""

    def __init__(self, name, work, content):
        self.name = name
        self.family, _, self.mpm = name.partition("-")
        self.work = os.path.join(work, name)
        self.content = content
        self.pid = None
        self.start_seconds = None
        self.fpm = None

    def can_hold(self, connections):
        """A process or thread a connection cannot hold ten thousand of them; nobody would run it so."""
        return connections <= 128 or self.mpm not in ("prefork", "worker")

    def commands(self, config):
        raise NotImplementedError

    def configuration(self, start, secure):
        user = "User www-data\nGroup www-data" if os.getuid() == 0 else ""
        limits = LIMITS[self.mpm].format(start=start)
        if secure:
            limits += HTTPD_TLS.format(work=self.work, port=TLS_PORT, modules=MODULES)
        if self.fpm:
            cgi = "cgi" if self.mpm == "prefork" else "cgid"
            limits += PROGRAMS.format(modules=MODULES, content=self.content, fpm=self.fpm, cgi=cgi)
        return HTTPD.format(work=self.work, port=PORT, mpm=self.mpm, modules=MODULES, user=user, limits=limits, content=self.content)

    def start(self, children=64, extra="", secure=False):
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)
        os.chmod(self.work, 0o755)
        write(f"{self.work}/mime.types", "text/plain txt\ntext/html html\napplication/octet-stream bin\n")
        write(f"{self.work}/nginx-types", "types { text/plain txt; text/html html; application/octet-stream bin; }\n")
        if secure:
            self.make_certificate()
        config = f"{self.work}/server.conf"
        write(config, self.configuration(children, secure) + extra)
        begun = time.monotonic()
        done = subprocess.run(self.commands(config), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Failed(f"{self.name} did not start: {(done.stdout + done.stderr).strip()[:500]}")
        self.await_first_response()
        self.start_seconds = time.monotonic() - begun
        with open(f"{self.work}/server.pid", encoding="ascii") as file:
            self.pid = int(file.read())

    def make_certificate(self):
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "10", "-subj", "/CN=bench.test",
                   "-addext", "subjectAltName=DNS:bench.test", "-keyout", f"{self.work}/tls.key", "-out", f"{self.work}/tls.pem"]
        subprocess.run(command, capture_output=True, check=True)

    def await_first_response(self):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                if get(PORT, "/1k.txt") == 200:
                    return
            except OSError:
                pass
            time.sleep(0.002)
        raise Failed(f"{self.name} does not answer on port {PORT}; see {self.work}/error.log")

    def stop(self):
        if self.pid is None:
            return
        pids = processes.tree(self.pid)
        os.kill(self.pid, signal.SIGTERM)
        deadline = time.monotonic() + 15
        while any(processes.alive(pid) for pid in pids):
            if time.monotonic() > deadline:
                left = [pid for pid in pids if processes.alive(pid)]
                for pid in left:
                    os.kill(pid, signal.SIGKILL)
                self.pid = None
                raise Failed(f"{self.name} did not stop: processes {left} had to be killed")
            time.sleep(0.01)
        self.pid = None


class Apache(Server):
    def commands(self, config):
        return ["/usr/sbin/apache2", "-f", config, "-k", "start"]


class Muster(Server):
    home = "."

    def commands(self, config):
        return [os.path.join(self.home, "muster"), "-f", config, "-k", "start"]


class Nginx(Server):
    def configuration(self, start, secure):
        user = "user www-data;" if os.getuid() == 0 else ""
        tls = NGINX_TLS.format(work=self.work, port=TLS_PORT) if secure else ""
        programs = NGINX_PROGRAMS.format(fpm=self.fpm) if self.fpm else ""
        return NGINX.format(work=self.work, port=PORT, content=self.content, user=user, tls=tls, programs=programs)

    def commands(self, config):
        return ["/usr/sbin/nginx", "-c", config]


class PhpFpm:
    """One php-fpm for all servers in turn."""

    def __init__(self, work):
        self.socket = f"{work}/fpm.sock"
        program = next((path for path in sorted(glob.glob("/usr/sbin/php-fpm*"), reverse=True)), None)
        if program is None:
            raise Failed("there is no php-fpm (Debian: php-fpm)")
        user = "user = www-data\ngroup = www-data" if os.getuid() == 0 else ""
        write(f"{work}/fpm.conf", FPM.format(work=work, fpm=self.socket, user=user))
        self.process = subprocess.Popen([program, "-y", f"{work}/fpm.conf"], stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while not os.path.exists(self.socket):
            if time.monotonic() > deadline:
                raise Failed("php-fpm does not start")
            time.sleep(0.01)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def write(path, text):
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


FAMILIES = {"apache": Apache, "nginx": Nginx, "muster": Muster}
ALL = [
    "apache-prefork", "apache-worker", "apache-event", "nginx", "muster-prefork", "muster-worker", "muster-event",
]


def make(name, work, content):
    return FAMILIES[name.partition("-")[0]](name, work, content)
