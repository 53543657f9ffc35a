package io.nightbook.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountryTest {

    @Test
    void aCountryIsACodeOfIso3166OrKosovo() {
        assertThat(Country.isOne("GR")).isTrue();
        assertThat(Country.isOne("XK")).isTrue();
        assertThat(Country.isIso("XK")).isFalse();
        assertThat(Country.isOne("EL")).isFalse();
        assertThat(Country.isOne("UK")).isFalse();
        assertThat(Country.isOne("ZZ")).isFalse();
        assertThat(Country.isOne("gr")).isFalse();
    }

    @Test
    void whatWasMeantIsSaid() {
        assertThat(Country.remedy("EL")).isEqualTo("write GR");
        assertThat(Country.remedy("UK")).isEqualTo("write GB");
        assertThat(Country.remedy("XI")).isEqualTo("write GB");
        assertThat(Country.remedy("gr")).isEqualTo("write GR");
        assertThat(Country.remedy("DEU")).isEqualTo("write DE");
        assertThat(Country.remedy("Germany")).isEqualTo("write DE");
        assertThat(Country.remedy("ZZ")).isEqualTo("write a code of ISO 3166 such as ES, or leave it empty");
    }

    @Test
    void monacoAndTheIsleOfManAreTaxedAsTheirNeighbours() {
        assertThat(Country.taxedAs("MC")).isEqualTo("FR");
        assertThat(Country.taxedAs("IM")).isEqualTo("GB");
        assertThat(Country.taxedAs("SM")).isEqualTo("SM");
    }
}
