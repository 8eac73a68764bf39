from .hanging import Language, Phone, Schedule, ServiceTerm
from .interpreters import Interpreter
from .places import Location, ServiceAtLocation
from .providers import Organization, Service, ServiceKind

__all__ = [
    "Interpreter",
    "Language",
    "Location",
    "Organization",
    "Phone",
    "Schedule",
    "Service",
    "ServiceAtLocation",
    "ServiceKind",
    "ServiceTerm",
]
