/**
 * Input schemas as signatures that a model can call from: {@link
 * dev.dowser.server.metatools.signature.SignatureForms} has the texts that answers show. Knows no
 * tool beyond its name and schema, and no answer.
 */
@NullMarked
package dev.dowser.server.metatools.signature;

import org.jspecify.annotations.NullMarked;
