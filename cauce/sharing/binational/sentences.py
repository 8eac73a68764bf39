"""Sentences of the journal about what is asked of Mexico."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "petition.ask": both("Pidió algo a México", "Asked something of Mexico"),
    "petition.sign": both("Firmó lo que sale a México", "Signed what goes to Mexico"),
    "petition.leave_unsigned": both(
        "No firmó lo que saldría a México", "Left unsigned what would go to Mexico"
    ),
    "petition.withdraw": both("Retiró lo que pidió a México", "Withdrew what was asked of Mexico"),
    "petition.receive": both("Recibió lo que pide un consulado", "Received what a consulate asks"),
    "petition.answer": both("Contestó lo que pide un consulado", "Answered what a consulate asks"),
    "petition.remind": both("Recordó a una oficina lo que vence", "Reminded an office of what is due"),
    "petition.chase": both(
        "Avisó de lo que no se contestó a tiempo", "Reported what was not answered in time"
    ),
    "petition.lapse": both(
        "Retiró lo que un permiso o un caso ya no cubre",
        "Withdrew what consent or a case no longer covers",
    ),
    "petition.close_case": both(
        "Cerró el caso y retiró lo que pedía a México",
        "Closed the case and withdrew what it asked of Mexico",
    ),
    "petition.withdraw_consent": both(
        "Retiró un permiso para una oficina de México", "Withdrew consent for an office in Mexico"
    ),
    "petition.record_consent": both(
        "Anotó lo que la persona respondió sobre una oficina de México",
        "Noted what was answered about an office in Mexico",
    ),
}
READ: dict[str, Text] = {
    "petition.inbox": both("Vio lo que piden los consulados", "Saw what consulates ask"),
    "petition.list": both("Vio lo que se pidió a México", "Saw what was asked of Mexico"),
    "petition.open": both("Abrió lo que pide un consulado", "Opened what a consulate asks"),
    "petition.read_to_sign": both("Leyó lo que saldría a México", "Read what would go to Mexico"),
}
WANTED: dict[str, Text] = {
    "petition.ask": both("pedir algo a México", "ask something of Mexico"),
    "petition.list": both("ver lo que se pidió a México", "see what was asked of Mexico"),
    "petition.sign": both("firmar lo que sale a México", "sign what goes to Mexico"),
    "petition.answer": both("contestar lo que pide un consulado", "answer what a consulate asks"),
    "petition.count": both("ver cuánto se pide a México", "see how much is asked of Mexico"),
    "petition.office": both("ver lo que piden los consulados", "see what consulates ask"),
}
