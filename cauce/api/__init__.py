"""Door for machines: JSON, FHIR, OpenRosa and HSDS."""
