"""The kinds of record: small frozen values named in the words of industrial relations."""
