package com.circledesk.users.web;

/** One entry of a list to choose from. */
record Choice(String value, String label) {}
