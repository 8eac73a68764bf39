"""One case → one row of HTCDS 2.0, with every loss told; pseudonymised unless consented to.

A release belongs to one referral that the person consented to: then only the fields consented to
leave, and immigration data leaves for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields as dataclass_fields
from dataclasses import replace

from cauce.content.vocabulary import FORBIDDEN
from cauce.rules.consent import ConsentVerdict

from . import catalogue
from .catalogue import OTHER, Target
from .model import HtcdsCase, Loss, Mapped, ReferralLine, Value

HELD_BACK = (
    "Se exporta sin identidad: el dato no se incluye.",
    "Exported without identity: this item is not included.",
)
NOT_CONSENTED = (
    "La persona no consintió compartir este dato con quien lo recibe.",
    "The person did not consent to sharing this information with the recipient.",
)
NO_CODE = ("Nuestro código no tiene lugar en HTCDS.", "Our code has no place in HTCDS.")
ONE_ONLY = ("HTCDS solo admite uno; se dio otro.", "HTCDS holds only one; another was given.")
NO_FIELD = "–"
RESERVED_NAME = "Organización reservada / Confidential organisation"

# Identity attribute → field; the rest of the identity has no field of consent and never leaves.
IDENTITY_FIELDS = {
    "salutation": "prs_Salutation",
    "first_name": "prs_FirstName",
    "middle_name": "prs_MiddleName",
    "second_name": "prs_SecondName",
    "birthdate": "prs_Birthdate",
    "identity_number": "prs_IdentityNumber",
    "email": "prs_Email",
    "home_phone": "prs_HomePhone",
    "mobile_phone": "prs_MobilePhone",
    "mailing_street": "prs_MailingStreet",
    "mailing_city": "prs_MailingCity",
    "mailing_state": "prs_MailingState",
    "mailing_postal_code": "prs_MailingPostalCode",
    "mailing_country": "prs_MailingCountry",
}
# What of a row may be released to a partner, and the field of consent that opens it.
RELEASED_BY = {
    "prs_FirstName": "first_name_or_alias",
    "prs_MobilePhone": "safe_contact",
    "prs_Email": "safe_contact",
    "prs_Gender": "sex_gender",
    "prs_PrimaryLanguage": "language",
    "prs_SecondaryLanguage": "language",
    "prs_NumberOfChildren": "dependants",
    "spl_Type": "needs",
    "cas_ReasonForOutgoingReferral": "needs",
    "cas_OutgoingReferralDetails": "needs",
}
# Says nothing of the person: who sends, to whom, when, and that there is consent.
ALWAYS_RELEASED = frozenset(
    {
        "org_Name",
        "org_Type",
        "org_ShippingCity",
        "org_ShippingState",
        "org_ShippingCountry",
        "cas_ReferredOrganisation",
        "cas_OutgoingReferralDate",
        "con_Consent",
    }
)


def row(case: HtcdsCase, release: ConsentVerdict | None = None) -> Mapped:
    """The case as a row. ``release`` None: pseudonymised, for figures; nothing of the identity.

    With ``release`` (an allowed verdict about a referral to one recipient) only what the person
    consented to is in the row. A verdict that does not allow releases nothing of the person.
    """
    draft = _Draft(case if release is None else _only_for(case, release))
    draft.organisation()
    draft.person()
    draft.story()
    draft.casework()
    draft.identity()
    if release is None:
        draft.beyond()
        draft.withhold(set(IDENTITY_FIELDS.values()), HELD_BACK)
        return draft.mapped(_children(case))
    consented = _consented(release)
    open_now = {name for name, by in RELEASED_BY.items() if by in consented} | ALWAYS_RELEASED
    draft.withhold(set(catalogue.live_fields()) - open_now, NOT_CONSENTED)
    return draft.mapped(())  # one referral was consented to; the others are nobody's business


def _only_for(case: HtcdsCase, release: ConsentVerdict) -> HtcdsCase:
    """The case without the referrals to anybody else than the recipient of this release."""
    to = release.consent.recipient if release.consent else None
    lines = tuple(line for line in case.referrals_out if to and line.recipient == to)
    return replace(case, referrals_in=(), referrals_out=lines)


def _consented(release: ConsentVerdict) -> frozenset[str]:
    """The fields that a verdict opens: of a live yes to one named recipient of a referral."""
    given = release.consent
    if not release.allowed or given is None:
        return frozenset()
    if given.purpose != "referral" or given.recipient is None:
        return frozenset()
    return given.fields - FORBIDDEN


class _Draft:
    """A row being filled; every value goes through ``put`` so that none is outside its list."""

    def __init__(self, case: HtcdsCase) -> None:
        self.case = case
        self.values: dict[str, Value] = dict.fromkeys(catalogue.live_fields())
        self.losses: list[Loss] = []

    def mapped(self, referrals: tuple[dict[str, Value], ...]) -> Mapped:
        return Mapped(self.values, tuple(self.losses), referrals)

    def lose(self, field: str, value: object, why: tuple[str, str]) -> None:
        self.losses.append(Loss(self.case.ref, field, str(value), *why))

    def put(self, field: str, value: Value) -> None:
        """Set a field; a value that its list does not have becomes ``Other``, or nothing."""
        allowed = catalogue.picklists().get(field)
        if value is None or value == [] or allowed is None:
            self.values[field] = None if value == [] else value
            return
        wanted = value if isinstance(value, list) else [str(value)]
        kept = [self._listed(field, item, allowed) for item in wanted]
        unique = list(dict.fromkeys(item for item in kept if item is not None))
        if isinstance(value, list):
            self.values[field] = unique or None
        else:
            self.values[field] = unique[0] if unique else None

    def _listed(self, field: str, value: str, allowed: dict[str, str]) -> str | None:
        if value in allowed:
            return value
        self.lose(field, value, NO_CODE)
        return OTHER if OTHER in allowed else None

    def translate(self, field: str, code: str | None, table: dict[str, Target]) -> str | None:
        """Our code in the standard's words; None when it is not known or has no place there."""
        if code is None:
            return None
        target = table.get(code)
        if target is None or not target.value:
            self.lose(field, code, NO_CODE)
            return None
        if target.loss_es:
            self.lose(field, code, (target.loss_es, target.loss_en))
        return target.value

    def first(self, field: str, values: Iterable[str]) -> str | None:
        """The first of several where the standard holds one; the others are told as lost."""
        listed = list(dict.fromkeys(values))
        for other in listed[1:]:
            self.lose(field, other, ONE_ONLY)
        return listed[0] if listed else None

    def organisation(self) -> None:
        org = self.case.organisation
        self.put("org_Name", org.name)
        self.put("org_Type", org.type)
        self.put("org_ShippingCity", org.city)
        self.put("org_ShippingState", org.state)
        self.put("org_ShippingCountry", org.country)

    def person(self) -> None:
        case = self.case
        self.put("prs_Gender", self.translate("prs_Gender", case.gender, catalogue.codes("gender")))
        spoken = ("prs_PrimaryLanguage", "prs_SecondaryLanguage")
        for field, code in zip(spoken, case.languages, strict=False):
            self.put(field, self.translate(field, code, catalogue.languages()))
        for code in case.languages[2:]:
            self.lose("prs_SecondaryLanguage", code, ONE_ONLY)
        self.put("prs_Citizenship", list(case.citizenships))
        self.put("prs_Deceased", case.deceased)
        self.put("prs_NumberOfChildren", case.children)
        self.put("prs_HighestLevelOfEducation", case.education)
        self.put("prs_MaritalStatus", case.marital_status)
        if case.age_band is not None:
            self.lose(
                "prs_Birthdate",
                case.age_band,
                (
                    "HTCDS no tiene grupo de edad, solo fecha de nacimiento.",
                    "HTCDS has no age band, only a birth date.",
                ),
            )

    def story(self) -> None:
        case = self.case
        self._status()
        self.put("vic_AgeWhenTrafficked", case.age_when_trafficked)
        self.put("vic_MethodOfRecruitment", list(case.recruitment))
        self.put("vic_LocationOfRecruitment", case.recruitment_place)
        self.put("vic_LocationOfExploitation", case.exploitation_place)
        means = [self.translate("vic_MethodsOfControl", m, catalogue.means()) or OTHER for m in case.means]
        self.put("vic_MethodsOfControl", means)
        self._exploitation()

    def _status(self) -> None:
        history = sorted(self.case.determinations, key=lambda one: one.on)
        if not history:
            return
        latest = history[-1]
        for field, code, kind in (
            ("vic_TraffickingStatus", latest.status, "determination"),
            ("vic_TraffickingStatusDecisionMakingOrg", latest.decided_by, "decided_by"),
        ):
            self.put(field, self.translate(field, code, catalogue.codes(kind)))
        for earlier in history[:-1]:
            self.lose(
                "vic_TraffickingStatus",
                f"{earlier.status} ({earlier.on.isoformat()})",
                (
                    "HTCDS guarda una sola determinación; se exporta la última.",
                    "HTCDS holds one determination; the latest is exported.",
                ),
            )

    def _exploitation(self) -> None:
        case, table = self.case, catalogue.exploitation()
        field = "vic_TypeOfExploitation"
        types = [self.translate(field, code, table) or OTHER for code in case.exploitation]
        self.put(field, types)
        sections = {value[0]: value for value in catalogue.picklists()["vic_ForcedLabourIndustry"]}
        industries = [sections.get(letter, letter) for letter in case.industries]
        known = (table[code] for code in case.exploitation if code in table)
        industries += [t.sub_value for t in known if t.sub_value]
        field = "vic_ForcedLabourIndustry"
        self.put(field, self.first(field, industries))
        self.put("vic_TypeOfSexExploitation", list(case.sexual_types))

    def casework(self) -> None:
        case = self.case
        statuses = catalogue.codes("case_status")
        self.put("cas_Status", self.translate("cas_Status", case.status, statuses))
        self.put("cas_ReasonForCaseClosure", case.closing_reason)
        self.put("cas_CaseOwner", case.owner)
        self.put("con_Consent", case.consent)
        for lines, way in ((case.referrals_in, "in"), (case.referrals_out, "out")):
            self._referral(lines, way)
        needs = catalogue.codes("need")
        types = [self.translate("spl_Type", need, needs) for need in dict.fromkeys(case.needs)]
        self.put("spl_Type", self.first("spl_Type", (t for t in types if t)))
        self.put("spl_Objectives", "; ".join(case.aims) or None)
        steps = "; ".join(f"{need}: {state}" for need, state in case.steps)
        self.put("spl_ActionPlan", steps or None)
        self.put("spl_PlannedEndDate", case.plan_end.isoformat() if case.plan_end else None)
        self.put("spl_ActualEndDate", case.plan_ended.isoformat() if case.plan_ended else None)

    def _referral(self, lines: tuple[ReferralLine, ...], way: str) -> None:
        if not lines:
            return
        for field, value in _referral_values(latest(lines), way).items():
            self.put(field, value)
        name = "cas_ReferringOrganisation" if way == "in" else "cas_ReferredOrganisation"
        if len(lines) > 1:
            self.lose(
                name,
                len(lines) - 1,
                (
                    "La fila lleva la última canalización; todas van en el archivo aparte.",
                    "The row carries the latest referral; all are in the file beside it.",
                ),
            )
        for line in lines:
            if line.confidential:
                self.lose(name, "", ("El nombre es reservado.", "The name is confidential."))

    def beyond(self) -> None:
        """Tell what the case holds and no field can take: which kind of datum, never its value."""
        for datum in self.case.beyond:
            line = catalogue.beyond()[datum]
            self.lose(NO_FIELD, datum, (line.loss_es, line.loss_en))

    def identity(self) -> None:
        known = self.case.identity
        if known is None:
            return
        for one in dataclass_fields(known):
            value = getattr(known, one.name)
            if value is not None:
                text = value.isoformat() if one.name == "birthdate" else value
                self.put(IDENTITY_FIELDS[one.name], text)

    def withhold(self, names: set[str], why: tuple[str, str]) -> None:
        """Empty these fields; a field that had a value is told, its value is not."""
        for name in catalogue.live_fields():
            if name in names and self.values[name] is not None:
                self.values[name] = None
                self.lose(name, "", why)
        self.losses = [
            one if one.field not in names else Loss(one.ref, one.field, "", one.why_es, one.why_en)
            for one in self.losses
        ]


def latest(lines: tuple[ReferralLine, ...]) -> ReferralLine:
    """The latest dated referral; the first where none has a date."""
    return max(lines, key=lambda line: line.on.toordinal() if line.on else 0)


def _referral_values(line: ReferralLine, way: str) -> dict[str, Value]:
    reason = catalogue.codes("referral_reason").get(line.reason, Target(OTHER)).value
    on = line.on.isoformat() if line.on else None
    name = RESERVED_NAME if line.confidential else line.organisation
    if way == "in":
        return {
            "cas_ReferringOrganisation": name,
            "cas_IncomingReferralDate": on,
            "cas_ReasonForIncomingReferral": reason,
            "cas_IncomingReferralDetails": line.need,
        }
    return {
        "cas_ReferredOrganisation": name,
        "cas_OutgoingReferralDate": on,
        "cas_ReasonForOutgoingReferral": reason,
        "cas_OutgoingReferralDetails": _details(line),
    }


def _details(line: ReferralLine) -> str | None:
    """The need and what came of it, as codes."""
    return ": ".join(part for part in (line.need, line.result) if part) or None


def _children(case: HtcdsCase) -> tuple[dict[str, Value], ...]:
    """Every referral of the case as a record of its own, where a row cannot hold them all."""
    if len(case.referrals_in) <= 1 and len(case.referrals_out) <= 1:
        return ()
    rows = [_referral_values(line, "in") for line in case.referrals_in]
    rows += [_referral_values(line, "out") for line in case.referrals_out]
    return tuple({"row": case.ref, **values} for values in rows)
