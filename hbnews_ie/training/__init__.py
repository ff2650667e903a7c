"""Training of the tagger's models, with PyTorch: ``pip install 'hbnews_ie[train]'``.

``python -m hbnews_ie.training CONFIG --corpora FOLDER --output MODEL`` trains on JSONL files of
``{"text", "entities": [[start, end, type]]}`` lines as the configuration says; see `hbnews_ie.training.config`.
"""
