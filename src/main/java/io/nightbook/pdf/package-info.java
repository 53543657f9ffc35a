/**
 * What a page looks like: invoices and statements as PDF, by OpenPDF.
 *
 * <p>From {@code domain.report} to the bytes of a file. {@link io.nightbook.pdf.InvoicePdf} and {@link
 * io.nightbook.pdf.StatementPdf} say what stands on a page, {@link io.nightbook.pdf.Strip} and {@link
 * io.nightbook.pdf.Pages} where, {@link io.nightbook.pdf.Pen} how it is drawn.
 *
 * <p>Always: the same report gives the same bytes, since dates come from the run and ids from the content; every
 * character shows, in the first of the fonts that has it ({@link io.nightbook.pdf.Fonts}), else it is named
 * ({@link io.nightbook.pdf.FontAdvice}), so that the document can wait for one; pages are numbered, heads of tables repeated. The costly part of a PDF is its fonts, so they are cut down before, once for many pages ({@link
 * io.nightbook.pdf.Typefaces}); all of it is safe for any number of threads.
 *
 * <p>Not its business: what the figures are, what a file is called.
 */
@NullMarked
package io.nightbook.pdf;

import org.jspecify.annotations.NullMarked;
