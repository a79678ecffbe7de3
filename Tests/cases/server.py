"""A private PostgreSQL for the tests: a Unix socket in a short path, gone when the tests end."""
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path


class Server:
    """Runs the server whose programs are in a folder, as an unprivileged user where we are root."""

    def __init__(self, programs, settings=None):
        self.programs = Path(programs)
        self.settings = {"listen_addresses": "''", "fsync": "off", "shared_buffers": "128MB"} | (settings or {})
        self.folder = Path(tempfile.mkdtemp(prefix="remit-", dir="/tmp"))
        self.runner = []
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.runner = ["runuser", "-u", "postgres", "--"]

    def __enter__(self):
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-U", "remit", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        settings = f"-k {self.folder} " + " ".join(f"-c {name}={value}" for name, value in self.settings.items())
        self._run("pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o", settings, "start")
        return self

    def __exit__(self, *_):
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program, *arguments):
        command = [*self.runner, str(self.programs / program), *map(str, arguments)]
        # pg_ctl hands its output on to the server: a pipe would never end.
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        if done.returncode:
            log = self.folder / "log"
            raise SystemExit(f"{program} failed\n{log.read_text() if log.exists() else ''}")

    def environment(self, database):
        """What libpq needs to find a database of the server."""
        keep = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "DATABASE_URL", "REMIT_"))}
        return keep | {"PGHOST": str(self.folder), "PGUSER": "remit", "PGDATABASE": database}

    def psql(self, database, *arguments):
        """Runs psql; an error ends the tests."""
        command = [str(self.programs / "psql"), "-qXAt", "-v", "ON_ERROR_STOP=1", *map(str, arguments)]
        done = subprocess.run(command, env=self.environment(database), text=True, capture_output=True)
        if done.returncode:
            raise SystemExit(done.stderr)
        return done.stdout

    def create(self, database):
        """An empty database."""
        self.psql("postgres", "-c", f'CREATE DATABASE "{database}"')
