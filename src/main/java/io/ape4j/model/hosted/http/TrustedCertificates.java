package io.ape4j.model.hosted.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom to trust: the certificate authorities of the JDK and those of a PEM file that the user names. */
public final class TrustedCertificates {
    /** The environment variable that names the PEM file. */
    public static final String VARIABLE = "APE_CA_FILE";

    private TrustedCertificates() {}

    /**
     * An SSL context that trusts the JDK's authorities and those in {@code pemFile}.
     *
     * @throws IllegalArgumentException if the file can't be read or holds no certificate
     */
    public static SSLContext with(Path pemFile) {
        final Collection<? extends Certificate> extra = read(pemFile);
        try {
            final KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (final X509Certificate authority : defaultAuthorities()) {
                trusted.setCertificateEntry("jdk-" + number++, authority);
            }
            for (final Certificate authority : extra) {
                trusted.setCertificateEntry("extra-" + number++, authority);
            }
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(trusted), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(problem(pemFile, "can't be used: " + e.getMessage()), e);
        }
    }

    private static Collection<? extends Certificate> read(Path pemFile) {
        try (InputStream in = Files.newInputStream(pemFile)) {
            final Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException(problem(pemFile, "holds no certificate"));
            }
            return certificates;
        } catch (IOException e) {
            throw new IllegalArgumentException(problem(pemFile, "can't be read"), e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(problem(pemFile, "holds no certificate"), e);
        }
    }

    private static X509Certificate[] defaultAuthorities() throws GeneralSecurityException {
        for (final TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] managers(@Nullable KeyStore trusted) throws GeneralSecurityException {
        final TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static String problem(Path pemFile, String what) {
        return VARIABLE + " names " + pemFile + ", which " + what + "; it must be a file of certificates in PEM form";
    }
}
