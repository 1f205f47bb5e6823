"""The record as FHIR R4 (4.0.1), inside what R4 and R4B share; the mapping is that of the clinical
reference 8.1, and what R4 has no element for stands in extensions of our own.
"""
