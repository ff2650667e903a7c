"""The layers, one spaCy component each."""
