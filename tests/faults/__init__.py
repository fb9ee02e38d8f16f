"""Web server and worker killed at any point, and what must hold afterwards."""
