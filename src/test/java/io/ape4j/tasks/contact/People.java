package io.ape4j.tasks.contact;

import java.util.List;

/** Names out of which invented people and firms are made. */
final class People {
    static final List<String> WOMEN = words("""
            Amina Beatriz Clara Dalia Edith Farida Greta Hanna Imani Jasmin Katarina Laila Marta Nadia Olga Paloma Renata
            Sunniva Tamara Ulrike Valentina Wanda Yasmin Zora Aoife Birgit Chiara Danuta Elif Fiona Gudrun Helena Ines
            Jelena Kirsten Leonie Mireille Noor Oriana Priya""");
    static final List<String> MEN = words("""
            Anton Bashir Carlo Dmitri Emeka Florian Giorgos Hamid Ivan Joaquim Karim Lars Mateo Nils Omar Pavel Quentin
            Rashid Stefan Tobias Umberto Viktor Wim Yusuf Zoltan Arjun Bruno Cormac Dario Erik Felipe Gareth Hugo Idris
            Janek Kwame Luca Mehmet Nikola Oscar""");
    static final List<String> SURNAMES = words("""
            Abara Bellini Castellan Dvorak Ekberg Farrow Grabowski Hashimi Ibarra Jansson Kowalczyk Lindholm Moreau
            Nakata Okonjo Petrescu Quaresma Rautio Silvestre Tanaka Ueda Varga Whitlock Yilmaz Zielinska Achterberg
            Brandvold Cermak Delacroix Eastwood Fontaine Gallagher Horvat Iversen Jokinen Kapoor Lombardi Mbeki Novotny
            Oyelaran Papadakis Ravel Schreiber Tervo Underhill Vandermeer Winkler Yamada Zanetti Appelqvist Borges
            Corrigan Duarte Erdogan Fennimore Goldfarb Hendrikse Ishikawa Joubert Krasniqi""");
    static final List<String> COMPANIES = List.of("""
            Brightwater Ltd
            Holm & Daughters
            Red Kite
            Alder & Sons
            Nordlicht
            Saltmarsh Brothers
            Tellus
            Three Bridges
            Maru
            Orchard Row Ltd
            Fjellmark
            Blue Anchor
            Velatis
            Hazelmere
            Kestrel & Co.
            Lumen & Oak
            Old Mill Partners
            Pinecrest
            Rosenfeld Brothers
            Sabletooth
            Tidewater Group
            Umbra Ltd
            Westgate & Daughters
            Zephyrine
            Amber Road
            Cobalt Group
            Driftwood Partners
            Elm Park Services
            Foxglove & Finch
            Granite Peak
            Harbour Light
            Ironbark
            Kingfisher Ltd
            Larkspur & Co.
            Meridian West
            Northgate Services
            Opaline
            Palisade Group
            Riverbend
            Silver Birch
            Thornfield & Sons
            Velvet Moose
            Wildrye
            Yellow Door
            Zenobia Ltd""".split("\n", -1));
    /** Numbers that regulators in Britain, North America, Germany and France keep for stories; # is any digit. */
    static final List<String> PHONES = List.of(
            "020 7946 0###",
            "0113 496 0###",
            "07700 900###",
            "+44 161 496 0###",
            "(212) 555-01##",
            "+1 604 555 01##",
            "617-555-01##",
            "030 23125 ###",
            "+49 89 99998 ###",
            "01 99 00 ## ##",
            "06 39 98 ## ##");

    static final List<String> CLOSINGS = List.of("""
            (Sent from my phone)
            Ref. 2231-B
            P.S. Tuesday's meeting has moved to room 208.
            Please keep this for your files.
            Thanks!
            There's no rush.
            Noted on 14 March, 11:20.
            Page 1 of 1
            Customer no. 60418.
            See you on the 21st.
            To be filed under K.
            Reply by Friday, please.
            Urgent!
            P.S. I'll be back at my desk at 2 p.m.
            That's all for now.
            Entered by reception, 8:55.""".split("\n", -1));

    private People() {}

    private static List<String> words(String text) {
        return List.of(text.split("\\s+", -1));
    }
}
