"""Sentences of the journal about economic aid."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "aid.allot": both(
        "Confirmó un cambio del presupuesto de un consulado",
        "Confirmed a change of the budget of a post",
    ),
    "aid.approve": both("Aprobó un apoyo", "Approved an aid"),
    "aid.ask": both("Pidió un apoyo", "Asked for an aid"),
    "aid.chase": both("Recordó un apoyo por comprobar", "Reminded of an aid to account for"),
    "aid.decide_kind": both("Decidió un tipo de apoyo", "Decided a type of aid"),
    "aid.decline": both("No aprobó un apoyo", "Did not approve an aid"),
    "aid.deliver": both("Anotó lo que se entregó", "Noted what was handed over"),
    "aid.draft_kind": both("Propuso un tipo de apoyo", "Proposed a type of aid"),
    "aid.evidence": both("Marcó comprobantes de un apoyo", "Ticked evidence of an aid"),
    "aid.lapse": both(
        "Devolvió al presupuesto lo no entregado de un caso que cambió de consulado",
        "Returned to the budget what was not handed over in a case that moved to another post",
    ),
    "aid.price": both("Puso monto a un apoyo que esperaba", "Gave an amount to an aid that waited"),
    "aid.receipt": both("Anotó un recibo", "Noted a receipt"),
    "aid.return": both("Anotó dinero que volvió", "Noted money that came back"),
    "aid.settle": both("Cerró la cuenta de un apoyo", "Closed the account of an aid"),
    "aid.take_back": both("Retiró un apoyo que se pedía", "Took back an aid that was asked"),
}
READ: dict[str, Text] = {
    "aid.list": both("Vio los apoyos", "Saw the list of aid"),
    "aid.open": both("Leyó un apoyo", "Read an aid"),
    "case.aid": both("Vio los apoyos de un caso", "Saw the aid of a case"),
}
WANTED: dict[str, Text] = {
    "aid.allot": both("proponer un presupuesto", "propose a budget"),
    "aid.approve": both("decidir un apoyo", "decide an aid"),
    "aid.ask": both("pedir un apoyo", "ask for an aid"),
    "aid.confirm": both("confirmar un presupuesto", "confirm a budget"),
    "aid.draft": both("proponer tipos de apoyo", "propose types of aid"),
    "aid.publish": both("aprobar tipos de apoyo", "approve types of aid"),
    "aid.see": both("ver los apoyos", "see the aid"),
    "aid.settle": both("cerrar la cuenta de un apoyo", "close the account of an aid"),
}
