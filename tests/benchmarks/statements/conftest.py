"""What pytest does not look into for doctests: the file that needs tensorgrad."""

collect_ignore = ["tensor_networks.py"]
