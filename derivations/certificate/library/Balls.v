(* Numbers made with + * ^ exp ln and pi, between two numbers m * 2^e each, as closely as is asked for.

   What is computed is rounded down, or up, to so many binary digits.  exp is bounded from below by a polynomial of degree 3
   near 0 and by squaring; from above by the reciprocal; bounds of ln are proposed, and checked by exp; pi is summed. *)

From Coq Require Import Reals ZArith Lia Lra List Bool.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth World Rules.
Import ListNotations.
Open Scope R_scope.

Definition binary := (Z * Z)%type.
Definition two (e : Z) : R := powerRZ 2 e.
Definition real (d : binary) : R := IZR (fst d) * two (snd d).

Lemma two_plus : forall a b, two (a + b) = two a * two b.
Proof. intros; apply powerRZ_add; lra. Qed.
Lemma two_positive : forall e, 0 < two e.
Proof. intro; apply powerRZ_lt; lra. Qed.
Lemma two_whole : forall k, (0 <= k)%Z -> two k = IZR (2 ^ k).
Proof.
  intros k H; rewrite <- (Z2Nat.id k H); generalize (Z.to_nat k); intro n; unfold two.
  rewrite <- pow_powerRZ, <- pow_IZR; reflexivity.
Qed.
Lemma two_times : forall m e k, (0 <= k)%Z -> real (m * 2 ^ k, e)%Z = real (m, e + k)%Z.
Proof. intros m e k H; unfold real; simpl; rewrite mult_IZR, <- two_whole, two_plus by exact H; ring. Qed.

(* The floor of m / 2^k, without so many steps where k is large. *)
Definition floor_half (m k : Z) : Z :=
  (if Z.log2 (Z.abs m) + 1 <? k then if m <? 0 then -1 else 0 else Z.shiftr m k)%Z.
Lemma floor_half_le : forall m k, (0 <= k)%Z -> (floor_half m k * 2 ^ k <= m)%Z.
Proof.
  intros m k K; unfold floor_half.
  assert (P : (0 < 2 ^ k)%Z) by (apply Z.pow_pos_nonneg; lia).
  destruct (Z.ltb_spec (Z.log2 (Z.abs m) + 1) k) as [L | L].
  - destruct (Z.ltb_spec m 0) as [N | N]; [| lia].
    assert (A : (Z.abs m < 2 ^ Z.succ (Z.log2 (Z.abs m)))%Z) by (apply Z.log2_spec; lia).
    assert (B : (2 ^ Z.succ (Z.log2 (Z.abs m)) <= 2 ^ k)%Z) by (apply Z.pow_le_mono_r; lia).
    lia.
  - rewrite Z.shiftr_div_pow2, Z.mul_comm by exact K; apply Z.mul_div_le, P.
Qed.
Definition coarse (k : Z) (d : binary) : binary :=
  let (m, e) := d in (if e <? k then (floor_half m (k - e), k) else (m, e))%Z.
Lemma coarse_le : forall k d, real (coarse k d) <= real d.
Proof.
  intros k [m e]; unfold coarse; destruct (Z.ltb_spec e k) as [L | L]; [| lra].
  pose proof (floor_half_le m (k - e)) as H; specialize (H ltac:(lia)).
  replace k with (e + (k - e))%Z at 2 by ring; rewrite <- two_times by lia; unfold real; simpl.
  apply Rmult_le_compat_r; [apply Rlt_le, two_positive | apply IZR_le, H].
Qed.

Section Precision.

Variable p : Z.

Definition down (d : binary) : binary := coarse (snd d + (Z.log2 (Z.abs (fst d)) - p))%Z d.
Lemma down_le : forall d, real (down d) <= real d.
Proof. intros; apply coarse_le. Qed.

Definition minus (d : binary) : binary := let (m, e) := d in (- m, e)%Z.
Lemma real_minus : forall d, real (minus d) = - real d.
Proof. intros [m e]; unfold real; simpl; rewrite opp_IZR; ring. Qed.

Definition top (d : binary) : Z := (snd d + Z.log2 (Z.abs (fst d)))%Z.
Definition exactly (x y : binary) : binary :=
  let (m, e) := x in let (n, f) := y in let g := Z.min e f in (Z.shiftl m (e - g) + Z.shiftl n (f - g), g)%Z.
Lemma exactly_is : forall x y, real (exactly x y) = real x + real y.
Proof.
  intros [m e] [n f]; unfold exactly; set (g := Z.min e f); rewrite !Z.shiftl_mul_pow2 by lia.
  assert (A : real (m, e) = real (m * 2 ^ (e - g), g)%Z) by (rewrite two_times by lia; f_equal; f_equal; ring).
  assert (B : real (n, f) = real (n * 2 ^ (f - g), g)%Z) by (rewrite two_times by lia; f_equal; f_equal; ring).
  rewrite A, B; unfold real; simpl; rewrite plus_IZR; ring.
Qed.
Definition plus_down (x y : binary) : binary :=
  let k := (if fst x =? 0 then top y else if fst y =? 0 then top x else Z.max (top x) (top y))%Z in
  down (exactly (coarse (k - 2 * p) x) (coarse (k - 2 * p) y)).
Lemma plus_down_le : forall x y, real (plus_down x y) <= real x + real y.
Proof.
  intros x y; unfold plus_down; set (k := (_ - 2 * p)%Z); eapply Rle_trans; [apply down_le |]; rewrite exactly_is.
  apply Rplus_le_compat; apply coarse_le.
Qed.
Definition plus_up (x y : binary) : binary := minus (plus_down (minus x) (minus y)).
Lemma plus_up_ge : forall x y, real x + real y <= real (plus_up x y).
Proof.
  intros x y; unfold plus_up; rewrite real_minus; pose proof (plus_down_le (minus x) (minus y)) as H.
  rewrite !real_minus in H; lra.
Qed.
Definition times_down (x y : binary) : binary := down (fst x * fst y, snd x + snd y)%Z.
Lemma real_times : forall x y : binary, real (fst x * fst y, snd x + snd y)%Z = real x * real y.
Proof. intros [m e] [n f]; unfold real; simpl; rewrite mult_IZR, two_plus; ring. Qed.
Lemma times_down_le : forall x y, real (times_down x y) <= real x * real y.
Proof. intros x y; rewrite <- real_times; apply down_le. Qed.
Definition times_up (x y : binary) : binary := minus (times_down (minus x) y).
Lemma times_up_ge : forall x y, real x * real y <= real (times_up x y).
Proof.
  intros x y; unfold times_up; rewrite real_minus; pose proof (times_down_le (minus x) y) as H.
  rewrite real_minus in H; lra.
Qed.
(* The quotient of whole numbers, for a positive divisor, times a power of 2. *)
Definition over_down (n : Z) (d : Z) (e : Z) : binary :=
  let k := Z.max 0 (p + Z.log2 d - Z.log2 (Z.abs n)) in (Z.shiftl n k / d, e - k)%Z.
Lemma over_down_le : forall n d e, (0 < d)%Z -> real (over_down n d e) <= IZR n / IZR d * two e.
Proof.
  intros n d e D; unfold over_down; set (k := Z.max 0 _); unfold real; simpl.
  assert (K : (0 <= k)%Z) by lia; rewrite Z.shiftl_mul_pow2 by exact K.
  assert (L : (d * (n * 2 ^ k / d) <= n * 2 ^ k)%Z) by (apply Z.mul_div_le, D).
  apply IZR_le in L; rewrite !mult_IZR, <- two_whole in L by exact K; apply IZR_lt in D.
  replace e with (k + (e - k))%Z at 2 by ring; rewrite two_plus, <- Rmult_assoc.
  apply Rmult_le_compat_r; [apply Rlt_le, two_positive |].
  apply (Rmult_le_reg_l (IZR d)); [exact D |].
  replace (IZR d * (IZR n / IZR d * two k)) with (IZR n * two k) by (field; lra); exact L.
Qed.
Definition inverse_down (x : binary) : binary := over_down 1 (fst x) (- snd x).
Lemma two_minus : forall e, two (- e) = / two e.
Proof.
  intro e; pose proof (two_positive e); assert (E : two (- e) * two e = 1).
  { rewrite <- two_plus, Z.add_opp_diag_l; reflexivity. }
  rewrite <- (Rmult_1_l (/ two e)), <- E; field; lra.
Qed.
Lemma inverse_is : forall x, (0 < fst x)%Z -> IZR 1 / IZR (fst x) * two (- snd x) = / real x.
Proof.
  intros [m e] H; simpl in *; apply IZR_lt in H; rewrite two_minus; unfold real; simpl.
  pose proof (two_positive e); field; lra.
Qed.
Lemma inverse_down_le : forall x, (0 < fst x)%Z -> real (inverse_down x) <= / real x.
Proof. intros x H; rewrite <- inverse_is by exact H; apply over_down_le, H. Qed.
Definition inverse_up (x : binary) : binary := minus (over_down (-1) (fst x) (- snd x)).
Lemma inverse_up_ge : forall x, (0 < fst x)%Z -> / real x <= real (inverse_up x).
Proof.
  intros x H; rewrite <- inverse_is by exact H; unfold inverse_up; rewrite real_minus.
  pose proof (over_down_le (-1) (fst x) (- snd x) H) as K; unfold Rdiv in *; lra.
Qed.

(* ---- between two numbers ---- *)

Definition range := (binary * binary)%type.
Definition inside (x : R) (i : range) : Prop := real (fst i) <= x <= real (snd i).
Definition known (x : R) (i : option range) : Prop := match i with Some i => inside x i | None => True end.

Lemma sign_of : forall d : binary, (0 <=? fst d)%Z = true -> 0 <= real d.
Proof.
  intros [m e] H; apply Z.leb_le, IZR_le in H; unfold real; simpl in *; pose proof (two_positive e).
  apply Rmult_le_pos; lra.
Qed.
Lemma sign_above : forall d : binary, (0 <? fst d)%Z = true -> 0 < real d.
Proof.
  intros [m e] H; apply Z.ltb_lt, IZR_lt in H; unfold real; simpl in *; pose proof (two_positive e).
  apply Rmult_lt_0_compat; lra.
Qed.

Definition plus_range (i j : range) : range := (plus_down (fst i) (fst j), plus_up (snd i) (snd j)).
Lemma plus_inside : forall x y i j, inside x i -> inside y j -> inside (x + y) (plus_range i j).
Proof.
  intros x y [a b] [c d] [A B] [C D]; unfold plus_range, inside in *; simpl in *.
  pose proof (plus_down_le a c); pose proof (plus_up_ge b d); lra.
Qed.
Definition minus_range (i : range) : range := (minus (snd i), minus (fst i)).
Lemma minus_inside : forall x i, inside x i -> inside (- x) (minus_range i).
Proof. intros x [a b] [A B]; unfold minus_range, inside in *; simpl in *; rewrite !real_minus; lra. Qed.
Definition above (i : range) : bool := (0 <=? fst (fst i))%Z.
Definition under (i : range) : bool := (fst (snd i) <=? 0)%Z.
Definition times_above (i j : range) : range := (times_down (fst i) (fst j), times_up (snd i) (snd j)).
Lemma times_above_inside : forall x y i j, above i = true -> above j = true -> inside x i -> inside y j ->
  inside (x * y) (times_above i j).
Proof.
  intros x y [a b] [c d] P Q [A B] [C D]; unfold times_above, inside, above in *; simpl in *.
  pose proof (sign_of a P); pose proof (sign_of c Q); pose proof (times_down_le a c); pose proof (times_up_ge b d).
  split; [apply (Rle_trans _ (real a * real c)) | apply (Rle_trans _ (real b * real d))]; try assumption; nra.
Qed.
Definition widest (i : range) : binary := plus_up (snd i) (minus (fst i)).
Lemma widest_ge : forall x i, above i = false -> under i = false -> inside x i -> Rabs x <= real (widest i).
Proof.
  intros x [a b] P Q [A B]; unfold above, under, widest in *; simpl in *.
  pose proof (plus_up_ge b (minus a)) as H; rewrite real_minus in H.
  apply Z.leb_gt in P; apply Z.leb_gt in Q.
  assert (X : 0 < real (minus a)) by (apply sign_above, Z.ltb_lt; destruct a; simpl in *; lia); rewrite real_minus in X.
  assert (Y : 0 < real b) by (apply sign_above, Z.ltb_lt, Q).
  apply Rabs_le; lra.
Qed.
Definition largest (i : range) : binary :=
  if above i then snd i else if under i then minus (fst i) else widest i.
Lemma under_minus : forall i, under i = true -> above (minus_range i) = true.
Proof. intros [[a e] [b f]] H; unfold under, above in *; simpl in *; apply Z.leb_le in H; apply Z.leb_le; lia. Qed.
Lemma largest_ge : forall x i, inside x i -> Rabs x <= real (largest i).
Proof.
  intros x i H; unfold largest; destruct (above i) eqn:P.
  - destruct H as [A B]; pose proof (sign_of (fst i) P); rewrite Rabs_pos_eq; lra.
  - destruct (under i) eqn:Q; [| apply widest_ge; assumption].
    pose proof (sign_of _ (under_minus i Q)) as K; destruct H as [A B]; simpl in K; rewrite real_minus in *.
    rewrite Rabs_left1; lra.
Qed.
Definition times_range (i j : range) : range :=
  match above i, under i, above j, under j with
  | true, _, true, _ => times_above i j
  | true, _, _, true => minus_range (times_above i (minus_range j))
  | _, true, true, _ => minus_range (times_above (minus_range i) j)
  | _, true, _, true => times_above (minus_range i) (minus_range j)
  | _, _, _, _ => let m := times_up (largest i) (largest j) in (minus m, m)
  end.
Lemma times_inside : forall x y i j, inside x i -> inside y j -> inside (x * y) (times_range i j).
Proof.
  intros x y i j A B.
  assert (W : inside (x * y) (minus (times_up (largest i) (largest j)), times_up (largest i) (largest j))).
  { pose proof (largest_ge x i A) as X; pose proof (largest_ge y j B) as Y.
    pose proof (times_up_ge (largest i) (largest j)) as T; unfold inside; simpl; rewrite real_minus.
    assert (K : Rabs (x * y) <= real (times_up (largest i) (largest j))).
    { rewrite Rabs_mult; eapply Rle_trans; [apply Rmult_le_compat; try apply Rabs_pos; eassumption | exact T]. }
    apply Rabs_le_between; exact K. }
  pose proof (minus_inside x i A) as A'; pose proof (minus_inside y j B) as B'.
  unfold times_range; destruct (above i) eqn:P; destruct (under i) eqn:Q; destruct (above j) eqn:P'; destruct (under j) eqn:Q';
    try exact W; try (apply times_above_inside; assumption);
    try (apply under_minus in Q); try (apply under_minus in Q');
    try (replace (x * y) with (- (x * - y)) by ring; apply minus_inside, times_above_inside; assumption);
    try (replace (x * y) with (- (- x * y)) by ring; apply minus_inside, times_above_inside; assumption);
    try (replace (x * y) with (- x * - y) by ring; apply times_above_inside; assumption).
Qed.
Definition inverse_above (i : range) : range := (inverse_down (snd i), inverse_up (fst i)).
Lemma inverse_above_inside : forall x i, (0 <? fst (fst i))%Z = true -> inside x i -> inside (/ x) (inverse_above i).
Proof.
  intros x [a b] P [A B]; unfold inverse_above, inside in *; simpl in *.
  pose proof (sign_above a P) as X; apply Z.ltb_lt in P.
  assert (Q : (0 < fst b)%Z).
  { assert (Y : 0 < real b) by lra; destruct b as [m e]; unfold real in Y; simpl in *.
    apply lt_IZR; pose proof (two_positive e); destruct (Rlt_or_le 0 (IZR m)) as [L | L]; [exact L | nra]. }
  pose proof (inverse_down_le b Q); pose proof (inverse_up_ge a P); split; [eapply Rle_trans; [eassumption |] | eapply Rle_trans; [| eassumption]];
    apply Rinv_le_contravar; lra.
Qed.
Definition inverse_range (i : range) : option range :=
  (if 0 <? fst (fst i) then Some (inverse_above i)
   else if fst (snd i) <? 0 then Some (minus_range (inverse_above (minus_range i))) else None)%Z.
Lemma inverse_inside : forall x i, inside x i -> known (/ x) (inverse_range i).
Proof.
  intros x i H; unfold inverse_range; destruct (0 <? fst (fst i))%Z eqn:P; [apply inverse_above_inside; assumption |].
  destruct (fst (snd i) <? 0)%Z eqn:Q; [| exact I].
  assert (N : (0 <? fst (fst (minus_range i)))%Z = true).
  { destruct i as [[a e] [b f]]; simpl in *; apply Z.ltb_lt in Q; apply Z.ltb_lt; lia. }
  assert (X : x <> 0).
  { pose proof (sign_above _ N) as K; apply (Rlt_not_eq x 0); destruct H; simpl in K; rewrite real_minus in K; lra. }
  replace (/ x) with (- / (- x)) by (field; exact X).
  apply minus_inside, inverse_above_inside; [exact N | apply minus_inside, H].
Qed.
Fixpoint power_range (i : range) (n : positive) : range :=
  match n with
  | xH => i
  | xO n => let j := power_range i n in times_range j j
  | xI n => let j := power_range i n in times_range i (times_range j j)
  end.
Lemma power_inside : forall x i n, inside x i -> inside (x ^ Pos.to_nat n) (power_range i n).
Proof.
  intros x i n H; induction n as [n IH | n IH |]; cbn [power_range].
  - rewrite Pos2Nat.inj_xI; replace (x ^ S (2 * Pos.to_nat n)) with (x * (x ^ Pos.to_nat n * x ^ Pos.to_nat n)).
    + apply times_inside; [exact H | apply times_inside; exact IH].
    + rewrite <- pow_add; replace (Pos.to_nat n + Pos.to_nat n)%nat with (2 * Pos.to_nat n)%nat by lia; reflexivity.
  - rewrite Pos2Nat.inj_xO; replace (x ^ (2 * Pos.to_nat n)) with (x ^ Pos.to_nat n * x ^ Pos.to_nat n).
    + apply times_inside; exact IH.
    + rewrite <- pow_add; f_equal; lia.
  - rewrite Pos2Nat.inj_1, pow_1; exact H.
Qed.
Definition whole (z : Z) : range := ((z, 0), (z, 0))%Z.
Lemma whole_inside : forall z, inside (IZR z) (whole z).
Proof. intro z; unfold inside, whole, real, two; simpl; lra. Qed.
Definition ratio (n : Z) (d : positive) : range := (over_down n (Zpos d) 0, minus (over_down (- n) (Zpos d) 0)).
Lemma ratio_inside : forall n d, inside (IZR n / IZR (Zpos d)) (ratio n d).
Proof.
  intros n d; assert (D : (0 < Zpos d)%Z) by lia.
  pose proof (over_down_le n (Zpos d) 0 D) as A; pose proof (over_down_le (- n) (Zpos d) 0 D) as B.
  unfold inside, ratio; cbn [fst snd]; rewrite real_minus; unfold two in A, B; simpl (powerRZ 2 0) in A, B.
  rewrite opp_IZR in B; unfold Rdiv in *; split; lra.
Qed.

(* ---- exp ---- *)

Lemma cubic : forall x, 1 + x + x * x / 2 + x * x * x / 6 <= exp x.
Proof.
  intro x; set (g := fun t => exp (- t) * (1 + t + t * t / 2 + t * t * t / 6)).
  assert (D : forall t, is_derive g t (- exp (- t) * (t * t * t / 6))).
  { intro t; unfold g; auto_derive; [exact I | field]. }
  destruct (MVT_gen g 0 x (fun t => - exp (- t) * (t * t * t / 6))) as (c & C & E).
  { intros t _; apply D. }
  { intros t _; apply continuity_pt_filterlim, (ex_derive_continuous (V := R_NormedModule)); eexists; apply D. }
  assert (G : g 0 = 1) by (unfold g; rewrite Ropp_0, exp_0; field).
  assert (S : 0 <= c * c * c * x).
  { unfold Rmin, Rmax in C; destruct (Rle_dec 0 x); replace (c * c * c * x) with (c * c * (c * x)) by ring;
      apply Rmult_le_pos; nra. }
  pose proof (exp_pos (- c)) as P.
  assert (K : g x <= 1) by (rewrite <- G; nra).
  unfold g in K; apply (Rmult_le_reg_l (exp (- x))); [apply exp_pos |].
  rewrite <- exp_plus, Rplus_opp_l, exp_0; exact K.
Qed.
(* 6 + 6 x + 3 x^2 + x^3, over 6 *)
Definition sixth (d : binary) : binary := over_down (fst d) 6 (snd d).
Definition cubic_down (d : binary) : binary :=
  let i := (d, d) in
  let j := plus_range (whole 6) (times_range i (plus_range (whole 6) (times_range i (plus_range (whole 3) i)))) in
  sixth (fst j).
Lemma cubic_down_le : forall d, real (cubic_down d) <= exp (real d).
Proof.
  intro d; set (x := real d); assert (X : inside x (d, d)) by (unfold inside, x; simpl; lra).
  eapply Rle_trans; [| apply (cubic x)]; unfold cubic_down, sixth; set (j := plus_range _ _).
  assert (J : inside (IZR 6 + x * (IZR 6 + x * (IZR 3 + x))) j).
  { repeat first [apply plus_inside | apply times_inside | apply whole_inside | exact X]. }
  eapply Rle_trans; [apply over_down_le; lia |]; destruct J as [J _]; unfold real in J; nra.
Qed.
Definition kept (d : binary) : binary := if (0 <=? fst d)%Z then d else (0, 0)%Z.
Lemma kept_le : forall d x, 0 <= x -> real d <= x -> 0 <= real (kept d) <= x.
Proof.
  intros d x X H; unfold kept; destruct (0 <=? fst d)%Z eqn:P; [split; [apply sign_of, P | exact H] |].
  unfold real; simpl; lra.
Qed.
Fixpoint squared (n : nat) (d : binary) : binary :=
  match n with O => d | S n => squared n (kept (times_down d d)) end.
Lemma squared_le : forall n d x, 0 <= real d <= exp x -> 0 <= real (squared n d) <= exp (x * 2 ^ n).
Proof.
  induction n as [| n IH]; intros d x [P H]; [simpl; rewrite Rmult_1_r; split; assumption |].
  cbn [squared]; replace (x * 2 ^ S n) with (2 * x * 2 ^ n) by (simpl; ring); apply IH, kept_le.
  - apply Rlt_le, exp_pos.
  - eapply Rle_trans; [apply times_down_le |]; replace (2 * x) with (x + x) by ring; rewrite exp_plus.
    apply Rmult_le_compat; assumption.
Qed.
(* The number is halved until it is small. *)
Definition halvings (d : binary) : Z := Z.max 0 (top d + 1 + p / 3).
Definition exp_down (d : binary) : binary :=
  let n := Z.to_nat (halvings d) in squared n (kept (cubic_down (fst d, snd d - halvings d)%Z)).
Lemma exp_down_le : forall d, 0 <= real (exp_down d) <= exp (real d).
Proof.
  intro d; unfold exp_down; set (n := halvings d); assert (N : (0 <= n)%Z) by (unfold n, halvings; lia).
  set (h := (fst d, snd d - n)%Z).
  assert (E : real d = real h * 2 ^ Z.to_nat n).
  { unfold real, h; simpl; rewrite pow_IZR, Z2Nat.id, <- two_whole by exact N.
    rewrite Rmult_assoc, <- two_plus; f_equal; f_equal; ring. }
  rewrite E; apply squared_le, kept_le; [apply Rlt_le, exp_pos | apply cubic_down_le].
Qed.
Definition exp_up (d : binary) : option binary :=
  let e := exp_down (minus d) in if (0 <? fst e)%Z then Some (inverse_up e) else None.
Lemma exp_up_ge : forall d e, exp_up d = Some e -> exp (real d) <= real e.
Proof.
  intros d e; unfold exp_up; destruct (0 <? fst (exp_down (minus d)))%Z eqn:P; [| discriminate]; intro H; injection H as <-.
  pose proof (sign_above _ P) as S; apply Z.ltb_lt in P; eapply Rle_trans; [| apply inverse_up_ge, P].
  destruct (exp_down_le (minus d)) as [_ L]; rewrite real_minus in L.
  replace (exp (real d)) with (/ exp (- real d)) by (rewrite exp_Ropp; apply Rinv_involutive, Rgt_not_eq, exp_pos).
  apply Rinv_le_contravar; assumption.
Qed.
Definition exp_range (i : range) : option range :=
  match exp_up (snd i) with Some e => Some (exp_down (fst i), e) | None => None end.
Lemma exp_le : forall a b, a <= b -> exp a <= exp b.
Proof. intros a b [L | ->]; [apply Rlt_le, exp_increasing, L | apply Rle_refl]. Qed.
Lemma exp_inside : forall x i, inside x i -> known (exp x) (exp_range i).
Proof.
  intros x [a b] [A B]; unfold exp_range; simpl in *; destruct (exp_up b) as [e |] eqn:E; [| exact I].
  pose proof (exp_up_ge b e E) as U; destruct (exp_down_le a) as [_ L]; split; simpl.
  - apply (Rle_trans _ (exp (real a))); [exact L | apply exp_le, A].
  - apply (Rle_trans _ (exp (real b))); [apply exp_le, B | exact U].
Qed.

(* ---- ln, between bounds that are proposed ---- *)

Definition at_most_bound (x y : binary) : bool := (0 <=? fst (plus_down y (minus x)))%Z.
Lemma at_most_bound_le : forall x y, at_most_bound x y = true -> real x <= real y.
Proof.
  intros x y H; pose proof (sign_of _ H) as A; pose proof (plus_down_le y (minus x)) as B; rewrite real_minus in B; lra.
Qed.
Definition ln_range (i : range) (proposed : range) : option range :=
  match exp_up (fst proposed) with
  | Some e =>
      if at_most_bound e (fst i) && at_most_bound (snd i) (exp_down (snd proposed)) && (0 <? fst (fst i))%Z
      then Some proposed else None
  | None => None
  end.
Lemma ln_inside : forall x i j, inside x i -> known (ln x) (ln_range i j).
Proof.
  intros x [a b] [l u] [A B]; unfold ln_range; simpl in *; destruct (exp_up l) as [e |] eqn:E; [| exact I].
  destruct (at_most_bound e a) eqn:L; [| exact I]; destruct (at_most_bound b (exp_down u)) eqn:U; [| exact I].
  destruct (0 <? fst a)%Z eqn:P; [| exact I]; simpl.
  apply at_most_bound_le in L; apply at_most_bound_le in U; apply sign_above in P.
  pose proof (exp_up_ge l e E) as K; destruct (exp_down_le u) as [_ K']; split; simpl.
  - rewrite <- (ln_exp (real l)); apply Rcomplements.ln_le; [apply exp_pos | lra].
  - rewrite <- (ln_exp (real u)); apply Rcomplements.ln_le; lra.
Qed.

(* ---- pi, by Machin's series ---- *)

Definition divided (i : range) (d : positive) : range :=
  (over_down (fst (fst i)) (Zpos d) (snd (fst i)), minus (over_down (- fst (snd i)) (Zpos d) (snd (snd i)))).
Lemma divided_inside : forall x i d, inside x i -> inside (x / IZR (Zpos d)) (divided i d).
Proof.
  intros x [[a e] [b f]] d [A B]; assert (D : (0 < Zpos d)%Z) by lia; assert (R : 0 < IZR (Zpos d)) by (apply IZR_lt, D).
  pose proof (over_down_le a (Zpos d) e D) as L; pose proof (over_down_le (- b) (Zpos d) f D) as U.
  unfold inside, divided; cbn [fst snd] in *; rewrite real_minus; unfold real at 1 in A; unfold real at 1 in B.
  cbn [fst snd] in A, B; rewrite opp_IZR in U; unfold Rdiv in *; apply Rinv_0_lt_compat in R; split; nra.
Qed.
(* The powers of 1/3 and 1/7, and the sum so far. *)
Fixpoint machin (n : nat) : range * range * range :=
  match n with
  | O => let (a, b) := (ratio 1 3, ratio 1 7) in (a, b, plus_range (plus_range a a) b)
  | S m =>
      let '(a, b, s) := machin m in
      let (a, b) := (divided a 9, divided b 49) in
      let t := divided (plus_range (plus_range a a) b) (Pos.of_succ_nat (2 * n)) in
      (a, b, plus_range s (if Nat.even n then t else minus_range t))
  end.
Lemma odd_power : forall d n, (/ d) ^ (2 * S n + 1) = (/ d) ^ (2 * n + 1) * (/ d * / d).
Proof. intros d n; replace (2 * S n + 1)%nat with (2 + (2 * n + 1))%nat by lia; rewrite pow_add; simpl (_ ^ 2); ring. Qed.
Lemma machin_inside : forall n, let '(a, b, s) := machin n in
  inside ((/ 3) ^ (2 * n + 1)) a /\ inside ((/ 7) ^ (2 * n + 1)) b /\ inside (sum_f_R0 (tg_alt PI_2_3_7_tg) n) s.
Proof.
  induction n as [| n IH].
  - assert (A : inside (/ 3) (ratio 1 3)) by (replace (/ 3) with (IZR 1 / IZR 3) by field; apply ratio_inside).
    assert (B : inside (/ 7) (ratio 1 7)) by (replace (/ 7) with (IZR 1 / IZR 7) by field; apply ratio_inside).
    cbn [machin]; simpl (2 * 0 + 1)%nat; rewrite !pow_1; repeat split; try apply A; try apply B.
    + replace (sum_f_R0 (tg_alt PI_2_3_7_tg) 0) with (/ 3 + / 3 + / 7);
        [repeat apply plus_inside; assumption | unfold sum_f_R0, tg_alt, PI_2_3_7_tg, Ratan_seq; simpl; field].
    + replace (sum_f_R0 (tg_alt PI_2_3_7_tg) 0) with (/ 3 + / 3 + / 7);
        [repeat apply plus_inside; assumption | unfold sum_f_R0, tg_alt, PI_2_3_7_tg, Ratan_seq; simpl; field].
  - cbn [machin]; destruct (machin n) as [[a b] s]; destruct IH as (A & B & C).
    assert (A' : inside ((/ 3) ^ (2 * S n + 1)) (divided a 9)).
    { replace ((/ 3) ^ (2 * S n + 1)) with ((/ 3) ^ (2 * n + 1) / IZR 9) by (rewrite odd_power; field).
      apply divided_inside, A. }
    assert (B' : inside ((/ 7) ^ (2 * S n + 1)) (divided b 49)).
    { replace ((/ 7) ^ (2 * S n + 1)) with ((/ 7) ^ (2 * n + 1) / IZR 49) by (rewrite odd_power; field).
      apply divided_inside, B. }
    split; [exact A' | split; [exact B' |]]; cbn [sum_f_R0]; apply plus_inside; [exact C |].
    set (t := divided _ _).
    assert (T : inside (PI_2_3_7_tg (S n)) t).
    { unfold PI_2_3_7_tg, Ratan_seq, t; set (d := Pos.of_succ_nat (2 * S n)).
      assert (D : INR (2 * S n + 1) = IZR (Zpos d)).
      { unfold d; rewrite Zpos_P_of_succ_nat, INR_IZR_INZ; f_equal; lia. }
      rewrite D; set (u := (/ 3) ^ (2 * S n + 1)) in *; set (v := (/ 7) ^ (2 * S n + 1)) in *.
      replace (2 * (u / IZR (Zpos d)) + v / IZR (Zpos d)) with ((u + u + v) / IZR (Zpos d)) by (unfold Rdiv; ring).
      apply divided_inside; repeat apply plus_inside; assumption. }
    unfold tg_alt; destruct (Nat.even (S n)) eqn:E.
    + apply Nat.even_spec in E; destruct E as (m & E); rewrite E in *; rewrite pow_1_even, Rmult_1_l; exact T.
    + assert (O : Nat.odd (S n) = true) by (rewrite <- Nat.negb_even, E; reflexivity).
      apply Nat.odd_spec in O; destruct O as (m & O); replace (2 * m + 1)%nat with (S (2 * m)) in O by lia.
      rewrite O in *; rewrite pow_1_odd; replace (-1 * PI_2_3_7_tg (S (2 * m))) with (- PI_2_3_7_tg (S (2 * m))) by ring.
      apply minus_inside, T.
Qed.
Definition summed (n : nat) : range := snd (machin n).
Lemma summed_inside : forall n, inside (sum_f_R0 (tg_alt PI_2_3_7_tg) n) (summed n).
Proof. intro n; unfold summed; pose proof (machin_inside n) as H; destruct (machin n) as [[a b] s]; apply H. Qed.
Definition pi_range : range :=
  let n := Z.to_nat (p / 6 + 1) in
  times_range (whole 4) (fst (summed (S (2 * n))), snd (summed (2 * n))).
Lemma pi_inside : inside PI pi_range.
Proof.
  unfold pi_range; set (n := Z.to_nat _); replace PI with (IZR 4 * (PI / 4)) by field.
  apply times_inside; [apply whole_inside |]; pose proof (PI_2_3_7_ineq n) as [A B].
  pose proof (summed_inside (S (2 * n))) as [C _]; pose proof (summed_inside (2 * n)) as [_ D]; split; cbn [fst snd].
  - apply (Rle_trans _ _ _ C A).
  - apply (Rle_trans _ _ _ B D).
Qed.

(* ---- numbers as they are written ---- *)

Inductive number :=
  | Whole (z : Z) | Ratio (z : Z) (d : positive) | Pi
  | Add (l : list number) | Mul (l : list number) | Pow (t : number) (k : Z)
  | Exp (t : number) | Ln (t : number) (proposed : range).
Fixpoint written (e : number) : tm :=
  match e with
  | Whole z => int z | Ratio z d => rat z d | Pi => pi
  | Add l => add (map written l) | Mul l => mul (map written l) | Pow t k => pow (written t) k
  | Exp t => texp (written t) | Ln t _ => tln (written t)
  end.
Definition both (f : range -> range -> range) (i j : option range) : option range :=
  match i, j with Some i, Some j => Some (f i j) | _, _ => None end.
Definition after (f : range -> option range) (i : option range) : option range :=
  match i with Some i => f i | None => None end.
Fixpoint between (e : number) : option range :=
  match e with
  | Whole z => Some (whole z) | Ratio z d => Some (ratio z d) | Pi => Some pi_range
  | Add l => fold_right (fun t => both plus_range (between t)) (Some (whole 0)) l
  | Mul l => fold_right (fun t => both times_range (between t)) (Some (whole 1)) l
  | Pow t Z0 => Some (whole 1)
  | Pow t (Zpos n) => after (fun i => Some (power_range i n)) (between t)
  | Pow t (Zneg n) => after (fun i => inverse_range (power_range i n)) (between t)
  | Exp t => after exp_range (between t)
  | Ln t j => after (fun i => ln_range i j) (between t)
  end.
Lemma both_known : forall (f : range -> range -> range) (g : R -> R -> R) x y i j,
  (forall x y i j, inside x i -> inside y j -> inside (g x y) (f i j)) -> known x i -> known y j ->
  known (g x y) (both f i j).
Proof. intros f g x y [i |] [j |] H A B; try exact I; apply H; assumption. Qed.
Lemma after_known : forall f (g : R -> R) x i, (forall x i, inside x i -> known (g x) (f i)) -> known x i ->
  known (g x) (after f i).
Proof. intros f g x [i |] H A; [apply H, A | exact I]. Qed.
Fixpoint each_number (P : number -> Prop) (l : list number) : Prop :=
  match l with nil => True | t :: more => P t /\ each_number P more end.
Section Induction.
Variable P : number -> Prop.
Variable of_leaf : forall e, match e with Whole _ | Ratio _ _ | Pi => True | _ => False end -> P e.
Variable of_add : forall l, each_number P l -> P (Add l).
Variable of_mul : forall l, each_number P l -> P (Mul l).
Variable of_pow : forall t k, P t -> P (Pow t k).
Variable of_exp : forall t, P t -> P (Exp t).
Variable of_ln : forall t j, P t -> P (Ln t j).
Fixpoint by_parts (e : number) : P e :=
  let each := fix each l : each_number P l :=
    match l with nil => Logic.I | t :: more => conj (by_parts t) (each more) end in
  match e with
  | Whole z => of_leaf (Whole z) Logic.I | Ratio z d => of_leaf (Ratio z d) Logic.I | Pi => of_leaf Pi Logic.I
  | Add l => of_add l (each l) | Mul l => of_mul l (each l) | Pow t k => of_pow t k (by_parts t)
  | Exp t => of_exp t (by_parts t) | Ln t j => of_ln t j (by_parts t)
  end.
End Induction.
Lemma sum_is_folded : forall l w, sum_at l w = fold_right (fun t r => val t w + r) 0 l.
Proof.
  induction l as [| t l IH]; intro w; [reflexivity |]; destruct l as [| s l]; [simpl; ring |].
  change (val t w + sum_at (s :: l) w = val t w + fold_right (fun t r => val t w + r) 0 (s :: l)); rewrite IH; reflexivity.
Qed.
Lemma product_is_folded : forall l w, product_at l w = fold_right (fun t r => val t w * r) 1 l.
Proof.
  induction l as [| t l IH]; intro w; [reflexivity |]; destruct l as [| s l]; [simpl; ring |].
  change (val t w * product_at (s :: l) w = val t w * fold_right (fun t r => val t w * r) 1 (s :: l)); rewrite IH; reflexivity.
Qed.
Lemma zpow_pos : forall x n, zpow x (Zpos n) = x ^ Pos.to_nat n.
Proof. intros x []; simpl; auto; ring. Qed.
Lemma zpow_neg : forall x n, zpow x (Zneg n) = / x ^ Pos.to_nat n.
Proof. intros x []; simpl; auto; f_equal; ring. Qed.
Lemma between_known : forall w e, known (val (written e) w) (between e).
Proof.
  intro w; apply by_parts.
  - intros [z | z d | | l | l | t k | t | t j] H; try contradiction; cbn [written val between known int rat pi].
    + apply whole_inside.
    + apply ratio_inside.
    + apply pi_inside.
  - intros l H; cbn [written val add between]; rewrite sum_is_folded; induction l as [| t l IH]; [apply (whole_inside 0) |].
    destruct H as [A H]; cbn [map fold_right]; apply both_known; [apply plus_inside | exact A | apply IH, H].
  - intros l H; cbn [written val mul between]; rewrite product_is_folded; induction l as [| t l IH]; [apply (whole_inside 1) |].
    destruct H as [A H]; cbn [map fold_right]; apply both_known; [apply times_inside | exact A | apply IH, H].
  - intros t [| n | n] H; cbn [written val pow between]; [apply (whole_inside 1) | |].
    + rewrite zpow_pos; apply (after_known _ (fun x => x ^ Pos.to_nat n)); [| exact H].
      intros x i X; apply power_inside, X.
    + rewrite zpow_neg; apply (after_known _ (fun x => / x ^ Pos.to_nat n)); [| exact H].
      intros x i X; apply inverse_inside, power_inside, X.
  - intros t H; cbn [written val texp between]; apply after_known; [apply exp_inside | exact H].
  - intros t j H; cbn [written val tln between]; apply after_known; [intros; apply ln_inside; assumption | exact H].
Qed.

Definition ordered (a b : number) : bool :=
  match between a, between b with
  | Some i, Some j => (0 <? fst (plus_down (fst j) (minus (snd i))))%Z
  | _, _ => false
  end.
Lemma rule_order_of_numbers : forall a b w, ordered a b = true -> Lt (written a) (written b) w.
Proof.
  intros a b w H; unfold ordered in H; pose proof (between_known w a) as A; pose proof (between_known w b) as B.
  destruct (between a) as [i |]; [| discriminate]; destruct (between b) as [j |]; [| discriminate].
  apply sign_above in H; pose proof (plus_down_le (fst j) (minus (snd i))) as P; rewrite real_minus in P.
  destruct A as [_ A]; destruct B as [B _]; unfold Lt; lra.
Qed.

End Precision.
