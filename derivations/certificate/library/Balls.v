(* Numbers made with + * ^ exp ln and pi, between two numbers m * 2^e each, as closely as is asked for.

   What is computed is rounded down, or up, to so many binary digits.  exp is bounded from below by a polynomial of degree 3
   near 0 and by squaring; from above by the reciprocal; bounds of ln are proposed, and checked by exp; pi is summed. *)

From Coq Require Import Reals ZArith Lia Lra List Bool.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth Composite World Rules.
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
  (if Z.log2 (Z.abs m) + 1 <? k then if m <? 0 then -1 else 0 else m / 2 ^ k)%Z.
Lemma floor_half_le : forall m k, (0 <= k)%Z -> (floor_half m k * 2 ^ k <= m)%Z.
Proof.
  intros m k K; unfold floor_half.
  assert (P : (0 < 2 ^ k)%Z) by (apply Z.pow_pos_nonneg; lia).
  destruct (Z.ltb_spec (Z.log2 (Z.abs m) + 1) k) as [L | L].
  - destruct (Z.ltb_spec m 0) as [N | N]; [| lia].
    assert (A : (Z.abs m < 2 ^ Z.succ (Z.log2 (Z.abs m)))%Z) by (apply Z.log2_spec; lia).
    assert (B : (2 ^ Z.succ (Z.log2 (Z.abs m)) <= 2 ^ k)%Z) by (apply Z.pow_le_mono_r; lia).
    lia.
  - rewrite Z.mul_comm; apply Z.mul_div_le; exact P.
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
  let (m, e) := x in let (n, f) := y in let g := Z.min e f in (m * 2 ^ (e - g) + n * 2 ^ (f - g), g)%Z.
Lemma exactly_is : forall x y, real (exactly x y) = real x + real y.
Proof.
  intros [m e] [n f]; unfold exactly; set (g := Z.min e f).
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
  let k := Z.max 0 (p + Z.log2 d - Z.log2 (Z.abs n)) in (n * 2 ^ k / d, e - k)%Z.
Lemma over_down_le : forall n d e, (0 < d)%Z -> real (over_down n d e) <= IZR n / IZR d * two e.
Proof.
  intros n d e D; unfold over_down; set (k := Z.max 0 _); unfold real; simpl.
  assert (K : (0 <= k)%Z) by lia.
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

End Precision.
