package com.circledesk.platform.web;

import org.springframework.beans.propertyeditors.StringArrayPropertyEditor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** How parameters are read everywhere: a name may hold a comma, so only a repeated parameter is a list. */
@ControllerAdvice
class ParameterBinding {
    /** No value holds a NUL: nothing is ever split. */
    @InitBinder
    void oneValuePerParameter(WebDataBinder binder) {
        binder.registerCustomEditor(String[].class, new StringArrayPropertyEditor("\0"));
    }
}
