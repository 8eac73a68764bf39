"""Standards of others, written and read: HTCDS, HSDS, CTDC, FHIR, XLSForm."""
