package com.circledesk.platform.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;

/** Gives what Tomcat refuses by itself (a bad request line, TRACE) the same headers and the same plain page. */
class ContainerErrorValve extends ErrorReportValve {
    private final FaultAssets assets;

    ContainerErrorValve(FaultAssets assets) {
        this.assets = assets;
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        AnswerHeaders.apply(request, response);
        super.invoke(request, response);
    }

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        try {
            Fault fault = Fault.of(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status);
            FaultAnswer.write(request, response, fault, assets.addresses());
        } catch (IOException e) {
            container.getLogger().debug("The caller did not wait for the error.", e);
        }
    }
}
