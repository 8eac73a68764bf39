"""``cauce demo``: load the invented network, or say how to sign in to it."""

from __future__ import annotations

import os

from django.conf import settings
from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.demo import load, mexico, network, scenes, statistics, yearbook
from cauce.measurement.access_closed import to_close
from cauce.measurement.actions import close_numbers
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
        parser.add_argument("--if-empty", action="store_true", help="do nothing if it is there")
        parser.add_argument("--sign-ins", action="store_true", help="print one sign-in per role")
        parser.add_argument("--address", default="", help="the address to print with the sign-ins")

    def answer(self, **options) -> Answer:
        if options["sign_ins"]:
            return self._sign_ins(options["address"])
        if not load.is_empty():
            if options["if_empty"] and settings.DEMO:
                return Answer({"loaded": False})
            raise bad_input("the_database_already_holds_data", where="DATABASE_URL")
        # What leaves the database meanwhile says of which network it is, as the next start knows it.
        if settings.ENVIRONMENT == "production" and not os.environ.get("CAUCE_ENVIRONMENT"):
            settings.ENVIRONMENT = "demonstration"
        counts = load.load(options["cases"], self.progress)
        self.progress("· años de cifras inventadas / years of invented figures")
        part = options["cases"] / load.CASES
        with load.seldom_collected():
            today = day_at(None, timezone.now())
            counts["facts"] = statistics.load(today, part, yearbook.year_of(today))
            self.progress("· anuario / yearbook")
            yearbook.publish(today)
            self.progress("· cierre de la semana / closing of the week")
            for name in to_close(at := timezone.now()):
                close_numbers(actor=SYSTEM, name=name, at=at)
        settings.DEMO_MARK.parent.mkdir(parents=True, exist_ok=True)
        settings.DEMO_MARK.write_text(settings.DEMO_DATABASE)
        lines = [f"{name}: {count}" for name, count in counts.items()]
        return Answer({"loaded": True, **counts}, lines)

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
