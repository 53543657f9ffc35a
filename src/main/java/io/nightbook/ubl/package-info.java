/**
 * What an invoice is to the payer's software: XML after the European standard EN 16931, in the syntax of UBL 2.1.
 *
 * <p>From {@code domain.report} to the bytes of a file. {@link io.nightbook.ubl.InvoiceXml} says what stands in it, {@link
 * io.nightbook.ubl.Elements} how it is written.
 *
 * <p>Always: what comes out passes the rules that the standard's makers publish, which a test holds it to; the same invoice
 * gives the same bytes; its figures are those of the PDF beside it. An invoice that the standard has no room for gets no file,
 * and the reason is said.
 *
 * <p>Not its business: what the figures are, what a file is called, whether the seller wants such files.
 */
@NullMarked
package io.nightbook.ubl;

import org.jspecify.annotations.NullMarked;
