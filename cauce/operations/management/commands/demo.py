"""``cauce demo``: load the invented network, or say how to sign in to it."""

from __future__ import annotations

import datetime as dt
import io
import os

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.demo import load, mexico, network, scenes, statistics, yearbook
from cauce.measurement.access_closed import to_close
from cauce.measurement.actions import close_numbers
from cauce.methods.extras import lacking
from cauce.operations import serving
from cauce.operations.console import Answer, CauceCommand
from cauce.rules.permissions import SYSTEM
from cauce.staff.accounts.codes import DEMO_CODE
from cauce.staff.offices.access import day_at

bad_input = BadInputs(__file__)

SIGN_INS = (
    ("{post}-ventanilla", "ventanilla · window"),
    ("{post}-proteccion", "protección · protection"),
    ("{post}-consul", "consulado de protección · protection consul"),
    ("{post}-titular", "titular · head of post"),
    ("central", "oficinas centrales · headquarters"),
    ("control", "control interno · internal control"),
    ("central2", "oficinas centrales, segunda persona · headquarters, second person"),
    ("analisis", "análisis · analyst"),
    ("auditoria", "auditoría · auditor"),
    ("administracion", "administración · administrator"),
    ("oim", "OIM · IOM"),
    *mexico.SIGN_INS,
)


class Command(CauceCommand):
    help = "Carga la red inventada de la demostración. / Load the invented demonstration network."

    def arguments(self, parser) -> None:
        parser.add_argument("--cases", type=int, default=load.CASES, help="how many cases (2000)")
        parser.add_argument("--serve", action="store_true", help="set up, load and serve until Ctrl-C")
        parser.add_argument("--prepare", action="store_true", help="set up and load, without serving")
        parser.add_argument("--port", type=int, default=8000, help="where it is served (8000)")
        parser.add_argument("--sign-ins", action="store_true", help="print one sign-in per role")
        parser.add_argument("--address", default="", help="the address to print with the sign-ins")

    def answer(self, **options) -> Answer:
        if options["sign_ins"]:
            return self._sign_ins(options["address"])
        if options["serve"] or options["prepare"]:
            return self._served(options["port"] if options["serve"] else None, options["cases"])
        return self._loaded(options["cases"])

    def _served(self, port: int | None, cases: int) -> Answer:
        if not settings.DEMO and connection.introspection.table_names() and not load.is_empty():
            raise bad_input("the_database_already_holds_data", where="DATABASE_URL")

        def migrate() -> None:
            self.progress("· base de datos / database")
            call_command("migrate", verbosity=0)
            call_command("withdrawals", "replay", stdout=io.StringIO())

        def fill() -> None:
            if load.is_empty():
                self._loaded(cases)
            connections.close_all()  # for as long as it is served

        def told() -> None:
            for line in self._sign_ins(f"http://localhost:{port}").lines:
                self.stdout.write(line)
            self.stdout.flush()  # into a file or a pipe too: whoever reads it waits for the address

        return Answer({"port": port}, status=serving.demonstration(port, migrate, fill, told))

    def _loaded(self, cases: int) -> Answer:
        if not load.is_empty():
            raise bad_input("the_database_already_holds_data", where="DATABASE_URL")
        # What leaves the database meanwhile says of which network it is, as the next start knows it.
        if settings.ENVIRONMENT == "production" and not os.environ.get("CAUCE_ENVIRONMENT"):
            settings.ENVIRONMENT = "demonstration"
        counts = load.load(cases, self.progress)
        self.progress("· años de cifras inventadas / years of invented figures")
        part = cases / load.CASES
        with load.seldom_collected():
            today = day_at(None, timezone.now())
            counts["facts"] = statistics.load(today, part, yearbook.year_of(today))
            self.progress("· anuario / yearbook")
            yearbook.publish(today)
            if part >= 1:  # of fewer people no lists would be enough
                self._estimated(today)
            self.progress("· cierre de la semana / closing of the week")
            for name in to_close(at := timezone.now()):
                close_numbers(actor=SYSTEM, name=name, at=at)
        settings.DEMO_MARK.parent.mkdir(parents=True, exist_ok=True)
        settings.DEMO_MARK.write_text(settings.DEMO_DATABASE)
        lines = [f"{name}: {count}" for name, count in counts.items()]
        return Answer({"loaded": True, **counts}, lines)

    def _estimated(self, today: dt.date) -> None:
        """An estimate for the year of the yearbook, where what makes one is installed."""
        if lacking("statistics"):
            self.progress("· sin estimación: falta «statistics» / no estimate: 'statistics' is missing")
            return
        self.progress("· estimación / estimate")
        yearbook.estimate(today)

    def _sign_ins(self, address: str) -> Answer:
        post = network.SHOWN.lower()
        rows = {label: name.format(post=post) for name, label in SIGN_INS}
        partner = scenes.shown_partner()
        if partner:
            rows["albergue · shelter"] = partner
        lines = ["", "Red de demostración: todo es inventado. / Demonstration: all is invented."]
        if address:
            lines += [f"  {address}/", f"  Recorrido / Tour: {address}/demo/"]
        lines += [f"  {label:<48} {name}" for label, name in rows.items()]
        lines += [f"  contraseña / password: {network.PASSWORD}"]
        # Counts on a demonstration alone; a real network has keys, apps and printed sheets.
        lines += [f"  código de demostración / demonstration code: {DEMO_CODE}", ""]
        document = {"address": address, "users": rows, "password": network.PASSWORD}
        return Answer({**document, "code": DEMO_CODE}, lines)
