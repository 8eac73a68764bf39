from .hanging import Language, Phone, Schedule, ServiceTerm
from .places import Location, ServiceAtLocation
from .providers import Organization, Service, ServiceKind

__all__ = [
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
