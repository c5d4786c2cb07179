/**
 * What becomes of a call's arguments between client and backend when the configuration overrides a
 * tool: {@link dev.dowser.server.adaptation.Adaptations}. It knows no wire and no naming.
 */
@NullMarked
package dev.dowser.server.adaptation;

import org.jspecify.annotations.NullMarked;
