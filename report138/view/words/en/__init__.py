"""The English of a report: a module says one subject, and can be read and edited by itself."""
