#!/bin/bash
# Run once by the database's image when its volume is empty: the owner of the schema, and the user the application
# signs in as, which owns nothing.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v owner_password="$SPRING_FLYWAY_PASSWORD" -v login_password="$SPRING_DATASOURCE_PASSWORD" \
     --username "$POSTGRES_USER" <<'SQL'
create role circledesk_owner login createrole password :'owner_password';
create role circledesk_login login password :'login_password';
create database circledesk owner circledesk_owner;
revoke connect, temporary on database circledesk from public;
grant connect on database circledesk to circledesk_login;
SQL
