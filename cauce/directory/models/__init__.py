from .interpreters import Interpreter
from .places import Location, ServiceAtLocation
from .providers import Organization, Service, ServiceKind
from .service_children import Language, Phone, Schedule, ServiceTerm
from .upkeep import Agreement, Caution, Correction, Invitation

__all__ = [
    "Agreement",
    "Caution",
    "Interpreter",
    "Invitation",
    "Language",
    "Location",
    "Organization",
    "Phone",
    "Correction",
    "Schedule",
    "Service",
    "ServiceAtLocation",
    "ServiceKind",
    "ServiceTerm",
]
